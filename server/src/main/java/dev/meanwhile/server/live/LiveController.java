package dev.meanwhile.server.live;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Problems;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The live stream over HTTP: each on a virtual thread of its own, so that a slow reader stops
/// nobody.
@RestController
class LiveController {
  private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);
  private static final int MOST_TASKS = 100;

  private final LiveHub hub;
  private final History history;
  private final Seats seats;
  private final Settings.Live settings;

  LiveController(LiveHub hub, History history, Seats seats, Settings settings) {
    this.hub = hub;
    this.history = history;
    this.seats = seats;
    this.settings = settings.live();
  }

  @GetMapping("/api/live")
  void live(
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller,
      @RequestParam(name = "task", defaultValue = "") List<UUID> tasks,
      @RequestParam(name = "entity", required = false) @Nullable String entity,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String resumeAfter) {
    Topic topic = topic(tasks, entity, caller);
    Runnable seat = seats.take(caller.id(), request.getRemoteAddr());
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    var wire = new ServletWire(request, response);
    var stream =
        new LiveStream(hub, history, topic, wire, settings.mailbox(), settings.heartbeat());
    Thread.ofVirtual()
        .name("live-", 0)
        .start(() -> {
          try {
            stream.serve(resumeAfter == null || resumeAfter.isBlank() ? null : resumeAfter);
          } catch (IOException | InterruptedException _) {
            // the reader left, or was cut off
          } catch (RuntimeException e) {
            fail(request, response, e);
          } finally {
            seat.run();
            complete(async);
          }
        });
  }

  private static Topic topic(List<UUID> tasks, @Nullable String entity, Caller caller) {
    Set<UUID> ids = new LinkedHashSet<>(tasks);
    if (ids.size() > MOST_TASKS) {
      throw Refusals.badParameter(
          "?task", "A stream can be narrowed to at most %d tasks.".formatted(MOST_TASKS));
    }
    if (entity == null) {
      return new Topic(ids, null, caller.visibleTo());
    }
    int colon = entity.indexOf(':');
    if (colon < 1 || colon == entity.length() - 1 || !ids.isEmpty()) {
      throw Refusals.badParameter(
          "?entity", "An entity is written TYPE:ID, and not together with 'task'.");
    }
    return new Topic(
        ids,
        new Topic.Thing(entity.substring(0, colon), entity.substring(colon + 1)),
        caller.visibleTo());
  }

  /// A failure before the first frame is an ordinary problem; after it the reader just resumes.
  private static void fail(
      HttpServletRequest request, HttpServletResponse response, RuntimeException failure) {
    Refusal refusal = Problems.refusal(request, failure);
    if (refusal.status() == 500) {
      LOG.error("A live stream failed", failure);
    }
    try {
      Problems.write(request, response, refusal);
    } catch (IOException _) {
      // the reader left
    }
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException _) {
      // the connection was torn down already
    }
  }

  /// The connection as the web server gives it.
  private record ServletWire(HttpServletRequest request, HttpServletResponse response)
      implements Wire {
    @Override
    public void send(byte[] bytes) throws IOException {
      var out = response.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    @Override
    public void cut() {
      ServletContextRequest.getServletContextRequest(request)
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
    }
  }
}
