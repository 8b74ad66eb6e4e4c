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
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The live stream over HTTP: each on a virtual thread of its own, so that a slow reader stops
/// nobody.
@RestController
class LiveController {
  private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);
  private static final String TYPE = "text/event-stream";
  private static final int MOST_NAMES = 100;

  private final LiveHub hub;
  private final History history;
  private final Seats seats;
  private final SessionWatch watch;
  private final Settings.Live settings;

  LiveController(LiveHub hub, History history, Seats seats, SessionWatch watch, Settings settings) {
    this.hub = hub;
    this.history = history;
    this.seats = seats;
    this.watch = watch;
    this.settings = settings.live();
  }

  @GetMapping("/api/live")
  void live(
      HttpServletRequest request,
      HttpServletResponse response,
      Caller caller,
      @RequestParam(name = "task", defaultValue = "") List<UUID> tasks,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String resumeAfter) {
    Topic topic = topic(tasks, parameters.getOrDefault("entity", List.of()), caller);
    if (request.getMethod().equals("HEAD")) {
      response.setContentType(TYPE);
      return;
    }
    Runnable seat = seats.take(caller.id(), request.getRemoteAddr());
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    response.setContentType(TYPE);
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    var wire = new ServletWire(request, response);
    var stream =
        new LiveStream(hub, history, topic, wire, settings.mailbox(), settings.heartbeat());
    Runnable unwatch = watch.watch(caller.credential(), stream::expel);
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
            unwatch.run();
            seat.run();
            complete(async);
          }
        });
  }

  private static Topic topic(List<UUID> tasks, List<String> entities, Caller caller) {
    if (tasks.size() + entities.size() > MOST_NAMES) {
      throw Refusals.badParameter(
          "?task",
          "A stream can be narrowed to at most %d tasks and entities.".formatted(MOST_NAMES));
    }
    return new Topic(
        new LinkedHashSet<>(tasks),
        entities.stream().map(LiveController::thing).collect(Collectors.toSet()),
        caller.visibleTo());
  }

  private static Topic.Thing thing(String entity) {
    int colon = entity.indexOf(':');
    if (colon < 1 || colon == entity.length() - 1) {
      throw Refusals.badParameter("?entity", "An entity is written TYPE:ID.");
    }
    return new Topic.Thing(entity.substring(0, colon), entity.substring(colon + 1));
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
