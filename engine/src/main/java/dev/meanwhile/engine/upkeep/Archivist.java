package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ArchiveStore;
import dev.meanwhile.engine.store.ArchiveStore.Turned;
import dev.meanwhile.engine.store.Wire;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves ended tasks to the archive, once a day, in small batches. Which node moves a batch does
/// not matter: the place is remembered in the database, in the transaction of the batch.
public final class Archivist implements Turn {
  private static final Logger log = LoggerFactory.getLogger(Archivist.class);
  private static final Duration SHORTEST_REST = Duration.ofMillis(20);
  private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(15);

  private final Wire wire;
  private final IntConsumer whenDone;

  /// @param whenDone hears how many tasks a run has moved
  public Archivist(Wire wire, IntConsumer whenDone) {
    this.wire = wire;
    this.whenDone = whenDone;
  }

  @Override
  public Duration take() throws Exception {
    long began = System.nanoTime();
    Turned turned = wire.call(ArchiveStore::turn);
    return switch (turned.state()) {
      case REST -> REST;
      case BUSY -> WHILE_OTHERS_WORK;
      // As long as the work took, so that at most half of one core is spent on it.
      case MORE -> longer(SHORTEST_REST, Duration.ofNanos(System.nanoTime() - began));
      case DONE -> {
        log.info("Archived {} task(s).", turned.total());
        tell(Math.toIntExact(turned.total()));
        yield REST;
      }
    };
  }

  private void tell(int moved) {
    try {
      whenDone.accept(moved);
    } catch (RuntimeException failure) {
      log.warn("Who wanted to hear of the archiving failed: {}", failure.toString());
      log.debug("The failed listener:", failure);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
