package dev.meanwhile.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// An application's log of who asked for what. The engine hands it the notes of new tasks within
/// their transaction: the entry is there if, and only if, the task is.
@FunctionalInterface
public interface AuditLog {

  /// Writes the entries of tasks that were submitted together. A task that was there already, under
  /// the same idempotency key, is not among them.
  ///
  /// @param connection of the transaction; only to write, not to commit or close
  void write(Connection connection, List<Entry> entries) throws SQLException;

  /// What a log has to say of a task. Made by the application; the engine only carries it.
  interface Note {

    /// Where it belongs.
    AuditLog log();
  }

  /// An entry that is to be written.
  ///
  /// @param id the entry's; the task carries it as its `auditLogId`
  /// @param task the new task
  record Entry(UUID id, UUID task, Note note) {}
}
