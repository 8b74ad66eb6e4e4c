package dev.meanwhile.engine.flow;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.NewestStore;
import dev.meanwhile.engine.store.WaitStore;
import dev.meanwhile.engine.store.Wire;
import java.time.Duration;

/// Looks after what ties tasks together: waits whose other task may have ended in between, and
/// kinds of which nothing waits any more.
public final class Usher implements Turn {
  private static final int MOST = 1000;
  private static final Duration REST = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int TURNS_BETWEEN_CLEANINGS = 60;

  private final Wire wire;
  private int turns;

  public Usher(Wire wire) {
    this.wire = wire;
  }

  @Override
  public Duration take() throws Exception {
    int undecided = wire.transaction(c -> WaitStore.confirm(c, MOST));
    if (++turns % TURNS_BETWEEN_CLEANINGS == 0) {
      wire.run(c -> NewestStore.forget(c, MOST));
    }
    return undecided > 0 ? SOON : REST;
  }
}
