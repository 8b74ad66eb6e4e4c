package dev.meanwhile.server.claims;

import dev.meanwhile.engine.Outside;
import dev.meanwhile.engine.Pulls;
import dev.meanwhile.engine.Pulls.Ask;
import dev.meanwhile.engine.Pulls.Pulled;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.callbacks.Callbacks;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.settings.Settings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Gives workers their seats. It stops before the web server does, so that nobody who waits holds
/// that up.
@Component
class ClaimDesk implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ClaimDesk.class);

  private final Pulls pulls;
  private final Outside outside;
  private final Tasks tasks;
  private final Callbacks callbacks;
  private final ClockStore clock;
  private final boolean works;
  private volatile boolean running;

  ClaimDesk(
      Pulls pulls,
      Outside outside,
      Tasks tasks,
      Callbacks callbacks,
      ClockStore clock,
      Settings settings) {
    this.pulls = pulls;
    this.outside = outside;
    this.tasks = tasks;
    this.callbacks = callbacks;
    this.clock = clock;
    this.works = settings.worker();
  }

  /// A seat for a worker that wants this.
  Pulls.Seat seat(Ask ask) {
    for (String name : ask.types()) {
      TaskType<?> type = tasks.types().get(name);
      if (type == null || !type.pulled()) {
        String message =
            type == null
                ? "There is no task type '%s'.".formatted(name)
                : "Nobody can ask for tasks of the type '%s': it is done by this server, or by calling somebody."
                    .formatted(name);
        throw new Refusal(
                400,
                "not-pulled",
                "The request was not understood.",
                message,
                "Set meanwhile.types.%s.mode=pull; docs/reference/pull.md says how."
                    .formatted(name))
            .error("/types", "bad_value", message);
      }
    }
    if (!works) {
      throw new Refusal(
          503,
          "runs-no-tasks",
          "No task was handed out.",
          "This server was started with MEANWHILE_WORKER=false.",
          "Ask a server that runs tasks.");
    }
    if (!running) {
      throw Refusals.stopping();
    }
    return pulls.ask(ask);
  }

  /// What a worker is told of the tasks that it has now.
  byte[] handout(List<Pulled> claimed) {
    return Handout.of(claimed, clock.now(), callbacks);
  }

  /// The worker could not be told that it has these: somebody else gets them.
  void giveBack(List<Pulled> untold, Ask ask) {
    try {
      for (Pulled task : untold) {
        var _ =
            outside.giveBack(
                task.taskId(),
                task.attempt(),
                "Its worker went away before it began. Another one takes over.",
                "worker:" + ask.worker());
      }
    } catch (RuntimeException away) {
      log.debug("{} task(s) go back when their lease ends.", untold.size(), away);
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    pulls.end();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
