package dev.meanwhile.server.claims;

import dev.meanwhile.engine.Pulls;
import dev.meanwhile.engine.Pulls.Ask;
import dev.meanwhile.engine.Pulls.Pulled;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Workers ask for tasks here. While one waits it gets an empty line every second, which means
/// nothing before JSON and keeps what lies in between awake. A worker that has gone is given no
/// task.
@RestController
class ClaimController {
  private static final Logger log = LoggerFactory.getLogger(ClaimController.class);
  private static final Duration LINE = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
  private static final int MOST_WAITING = 2_000;

  private final ClaimDesk desk;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  ClaimController(ClaimDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/api/claims")
  void claim(
      @RequestBody Wish wish,
      Caller caller,
      HttpServletRequest request,
      HttpServletResponse response) {
    Ask ask = wish.ask(caller);
    Duration patience = wish.patience();
    if (!places.tryAcquire()) {
      throw Refusals.busy();
    }
    try {
      Departure departure = Departure.of(request);
      Pulls.Seat seat = desk.seat(ask);
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.setHeader("X-Accel-Buffering", "no");
      Thread.ofVirtual()
          .name("claim-" + ask.worker())
          .start(() -> {
            try {
              serve(seat, ask, patience, response, departure);
            } finally {
              places.release();
              complete(async);
            }
          });
    } catch (RuntimeException refused) {
      places.release();
      throw refused;
    }
  }

  private void serve(
      Pulls.Seat seat,
      Ask ask,
      Duration patience,
      HttpServletResponse response,
      Departure departure) {
    try (seat) {
      ServletOutputStream out = response.getOutputStream();
      List<Pulled> tasks = await(seat, patience, out, departure);
      if (departure.happened()) {
        desk.giveBack(tasks, ask);
        departure.close();
      } else {
        tell(tasks, ask, out);
      }
    } catch (IOException left) {
      log.debug("The worker {} left.", ask.worker(), left);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.warn("The worker {} got no answer.", ask.worker(), failure);
    }
  }

  private static List<Pulled> await(
      Pulls.Seat seat, Duration patience, ServletOutputStream out, Departure departure)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long rest = end - System.nanoTime();
      // A first look, also for those who do not want to wait: the claim takes a moment.
      Duration next = rest > LINE.toNanos() ? LINE : Duration.ofNanos(Math.max(rest, LOOK_NANOS));
      List<Pulled> tasks = seat.await(next);
      boolean late = end - System.nanoTime() <= 0;
      if (!tasks.isEmpty() || seat.over() || late || departure.happened()) {
        return tasks;
      }
      out.write('\n');
      out.flush();
    }
  }

  private void tell(List<Pulled> tasks, Ask ask, ServletOutputStream out) throws IOException {
    try {
      out.write(desk.handout(tasks));
      out.flush();
    } catch (IOException | RuntimeException untold) {
      desk.giveBack(tasks, ask);
      throw untold;
    }
  }

  private static void complete(AsyncContext async) {
    try {
      async.complete();
    } catch (IllegalStateException _) {
      // the connection was torn down already
    }
  }
}
