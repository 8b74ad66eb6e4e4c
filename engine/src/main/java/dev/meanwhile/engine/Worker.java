package dev.meanwhile.engine;

import dev.meanwhile.engine.estimate.Bookkeeper;
import dev.meanwhile.engine.lease.Claimer;
import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.lease.Settler;
import dev.meanwhile.engine.loop.Loop;
import dev.meanwhile.engine.upkeep.Heart;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What only a working node has, and how it stops.
record Worker(
    Claimer claimer,
    Settler settler,
    Heart heart,
    Deque<Loop> loops,
    Loop reporting,
    Bookkeeper bookkeeper) {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// Stops claiming, waits for the running tasks up to the grace, and hands the rest back at no
  /// cost.
  void stop(Running running, Duration grace) {
    claimer().stop();
    try {
      if (!running.awaitNone(grace)) {
        log.info("{} running task(s) are handed back.", running.tasks().size());
        running.handBack();
        if (!running.awaitNone(LAST_WORDS)) {
          log.warn(
              "{} handler(s) did not stop; their tasks are taken over by another node.",
              running.tasks().size());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    loops().forEach(Loop::close);
    reporting().close();
    settler().close();
    try {
      bookkeeper().write();
      heart().leave();
    } catch (SQLException away) {
      log.debug("The node could not sign off; its lease runs out by itself.", away);
    }
  }
}
