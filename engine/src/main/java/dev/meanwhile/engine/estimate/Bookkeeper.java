package dev.meanwhile.engine.estimate;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.DurationStore;
import dev.meanwhile.engine.store.DurationStore.Count;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Writes down what was measured, every ten seconds in one statement, and forgets what is old.
public final class Bookkeeper implements Turn {
  private static final Duration REST = Duration.ofSeconds(10);
  private static final int TURNS_BETWEEN_CLEANINGS = 360;

  private final Wire wire;
  private final Measures measures;
  private int turns;

  public Bookkeeper(Wire wire, Measures measures) {
    this.wire = wire;
    this.measures = measures;
  }

  @Override
  public Duration take() throws Exception {
    write();
    if (turns++ % TURNS_BETWEEN_CLEANINGS == 0) {
      wire.run(DurationStore::forget);
    }
    return REST;
  }

  /// Writes what there is.
  public void write() throws SQLException {
    List<Count> taken = measures.take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      wire.run(c -> DurationStore.add(c, taken));
    } catch (SQLException failure) {
      measures.giveBack(taken);
      throw failure;
    }
  }
}
