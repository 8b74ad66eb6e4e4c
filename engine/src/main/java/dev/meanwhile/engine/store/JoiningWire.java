package dev.meanwhile.engine.store;

import dev.meanwhile.engine.CallerTransaction;
import java.sql.Connection;
import java.sql.SQLException;

/// A wire for what callers ask for: within a transaction of theirs it uses their connection.
///
/// @param wire used when the caller is in none
public record JoiningWire(Wire wire, CallerTransaction caller) {

  public <T> T call(Wire.Job<T> job) throws SQLException {
    Connection joined = caller.current();
    return joined == null ? wire.call(job) : joined(job, joined);
  }

  /// All of it or nothing; of the caller's transaction it is a part.
  public <T> T transaction(Wire.Job<T> job) throws SQLException {
    Connection joined = caller.current();
    return joined == null ? wire.transaction(job) : joined(job, joined);
  }

  private <T> T joined(Wire.Job<T> job, Connection connection) throws SQLException {
    try (CallerTransaction.Admission _ = caller.admit()) {
      return job.on(connection);
    }
  }

  /// Does it after the commit, at once when the caller is in no transaction.
  public void after(Runnable news) {
    if (caller.current() == null) {
      news.run();
    } else {
      caller.afterCommit(news);
    }
  }
}
