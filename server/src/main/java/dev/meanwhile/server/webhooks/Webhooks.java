package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.engine.Work;
import dev.meanwhile.server.callbacks.Callbacks;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Route.Mode;
import dev.meanwhile.server.routes.Routes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Hands tasks over to whoever does them: one call for each attempt. What came of it is decided by
/// [Readings]; a call whose fate is not known leaves the attempt open.
@Component
public class Webhooks {
  /// More of an answer is not read.
  static final int LARGEST_ANSWER = 64 * 1024;

  /// A call that only starts something.
  private static final Duration START = Duration.ofSeconds(30);

  /// Its answer holds nothing that is worth a longer wait.
  private static final Duration START_BODY = Duration.ofSeconds(5);

  /// The timekeeper ends the attempt before.
  private static final Duration SPARE = Duration.ofSeconds(15);

  private final Routes routes;
  private final Callbacks callbacks;
  private final ClockStore clock;
  private final CallLog log;
  private final ObjectProvider<Tasks> tasks;

  Webhooks(
      Routes routes,
      Callbacks callbacks,
      ClockStore clock,
      CallLog log,
      ObjectProvider<Tasks> tasks) {
    this.routes = routes;
    this.callbacks = callbacks;
    this.clock = clock;
    this.log = log;
    this.tasks = tasks;
  }

  /// The code that does tasks of a routed type. It looks at the route anew for each call.
  public Handler<JsonNode> handler(String taskType) {
    return (input, work) -> {
      Route route = routes.of(taskType);
      if (route == null) {
        throw new IllegalStateException("There is no route for " + taskType + ".");
      }
      return handOver(route, input, work);
    };
  }

  private Outcome handOver(Route route, JsonNode input, Work work) throws InterruptedException {
    Readings readings = new Readings(route);
    Instant now = clock.now();
    Call call = Call.of(route, input, work, now, now.plus(work.remaining()), callback(route, work));
    boolean starts = route.mode() == Mode.CALLBACK;
    Duration left = work.remaining().plus(SPARE);
    Duration total = starts && START.compareTo(left) < 0 ? START : left;
    Post post = new Post(route.url(), total, starts ? START_BODY : total, LARGEST_ANSWER);
    long began = System.nanoTime();
    Answer answer = null;
    Outcome outcome;
    try {
      answer = post.send(call.head(), call.bytes());
      outcome = readings.answered(answer, now);
    } catch (CallFailed failure) {
      boolean interrupted = Thread.interrupted();
      if (interrupted && !(starts && failure.sent())) {
        throw new InterruptedException("The call was broken off.");
      }
      outcome = interrupted ? readings.unknown() : readings.unanswered(failure);
    }
    if (starts && outcome instanceof Outcome.Failed && heardOf(work)) {
      outcome = readings.unknown();
    }
    log.keep(route, work, call, Duration.ofNanos(System.nanoTime() - began), answer, outcome);
    return outcome;
  }

  private Call.@Nullable Callback callback(Route route, Work work) {
    return route.mode() == Mode.CALLBACK
        ? new Call.Callback(
            callbacks.url(work.taskId()), callbacks.token(work.taskId(), work.attempt()))
        : null;
  }

  /// Whoever has spoken already has begun, whatever the answer to the call says: n8n answers 500
  /// when another branch of the same workflow fails first.
  private boolean heardOf(Work work) {
    Task task = tasks.getObject().find(work.taskId());
    return task != null
        && task.attempt() == work.attempt()
        && !("initializing".equals(task.currentStep())
            && "Starting up…".equals(task.statusMessage()));
  }
}
