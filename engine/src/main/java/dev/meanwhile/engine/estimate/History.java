package dev.meanwhile.engine.estimate;

import dev.meanwhile.engine.Estimate;
import dev.meanwhile.engine.Estimates;
import dev.meanwhile.engine.store.DurationStore;
import dev.meanwhile.engine.store.DurationStore.Count;
import dev.meanwhile.engine.store.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Estimates drawn from what all nodes have written down; each type is read again after a while.
public final class History implements Estimates {
  /// Fewer say nothing.
  static final long LEAST_SAMPLES = 10;

  private static final long FRESH_NANOS = Duration.ofSeconds(15).toNanos();

  private record Page(List<Count> counts, long readAt) {}

  private final DataSource database;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  public History(DataSource database) {
    this.database = database;
  }

  @Override
  public @Nullable Estimate of(String taskType) {
    return of(taskType, Measures.WHOLE);
  }

  @Override
  public @Nullable Estimate of(String taskType, String step) {
    Page page = pages.get(taskType);
    if (page == null || System.nanoTime() - page.readAt() > FRESH_NANOS) {
      page = new Page(read(taskType), System.nanoTime());
      pages.put(taskType, page);
    }
    return estimate(page.counts().stream().filter(one -> one.step().equals(step)).toList());
  }

  private List<Count> read(String taskType) {
    try (Connection connection = database.getConnection()) {
      return DurationStore.read(connection, taskType);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }

  /// @param counts of one step, the shortest first
  static @Nullable Estimate estimate(List<Count> counts) {
    long samples = counts.stream().mapToLong(Count::times).sum();
    return samples < LEAST_SAMPLES
        ? null
        : new Estimate(share(counts, samples, 0.5), share(counts, samples, 0.9), samples);
  }

  private static Duration share(List<Count> counts, long samples, double share) {
    long seen = 0;
    for (Count one : counts) {
      seen += one.times();
      if (seen >= samples * share) {
        return Buckets.upTo(one.bucket());
      }
    }
    throw new IllegalStateException("Shares end at one.");
  }
}
