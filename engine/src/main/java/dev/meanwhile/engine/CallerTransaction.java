package dev.meanwhile.engine;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// The transaction the calling thread is in, for frameworks that keep one per thread.
public interface CallerTransaction {

  /// The connection of the running transaction; null when there is none.
  @Nullable Connection current();

  /// Runs after the transaction has committed, not at all when it rolls back.
  void afterCommit(Runnable action);

  /// For programs without such a framework.
  static CallerTransaction none() {
    return new CallerTransaction() {
      @Override
      public @Nullable Connection current() {
        return null;
      }

      @Override
      public void afterCommit(Runnable action) {
        throw new IllegalStateException("There is no transaction to wait for.");
      }
    };
  }
}
