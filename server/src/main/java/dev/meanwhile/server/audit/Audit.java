package dev.meanwhile.server.audit;

import dev.meanwhile.engine.AuditLog;
import dev.meanwhile.server.access.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes down who did what, in the transaction of the change, so that there is never one without
/// the other.
@Component
public class Audit implements AuditLog {
  private final AuditStore store;
  private final TransactionTemplate transaction;

  Audit(AuditStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /// A change and what is to be written of it.
  ///
  /// @param deed null when nothing was done
  public record Done<T>(T result, @Nullable Deed deed) {}

  /// Makes a change and writes it down, in one transaction.
  ///
  /// @param change gets the id its entry will have, for whatever has to point at it
  public <T> T change(Caller caller, Function<UUID, Done<T>> change) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          UUID id = store.nextId();
          Done<T> done = change.apply(id);
          if (done.deed() != null) {
            record(id, caller, done.deed());
          }
          return done.result();
        }));
  }

  /// Writes down what the transaction of the caller does.
  ///
  /// @return the line's id
  public UUID record(Caller caller, Deed deed) {
    return record(store.nextId(), caller.id(), caller.fullName(), deed);
  }

  public void record(UUID id, Caller caller, Deed deed) {
    record(id, caller.id(), caller.fullName(), deed);
  }

  /// For those who have an account but are not signed in yet, or have no account at all.
  public UUID record(UUID id, @Nullable UUID user, String name, Deed deed) {
    store.insert(id, deed, user, name, Origin.ofRequest());
    return id;
  }

  /// An id for a line that is yet to be written.
  public UUID nextId() {
    return store.nextId();
  }

  /// What to write down of a task that is submitted now; the engine does it in the task's
  /// transaction.
  public AuditLog.Note note(Caller caller, Deed deed) {
    return new Submission(this, caller, deed, Origin.ofRequest());
  }

  /// Somebody wanted a task.
  ///
  /// @param deed about a task that has no id yet
  record Submission(AuditLog log, Caller caller, Deed deed, Origin origin)
      implements AuditLog.Note {}

  @Override
  public void write(Connection connection, List<AuditLog.Entry> entries) throws SQLException {
    store.insertAll(connection, entries);
  }

  List<AuditEntry> find(AuditQuery query) {
    return store.find(query);
  }

  @Nullable Chain chain(UUID entry, @Nullable UUID visibleTo) {
    return store.chain(entry, visibleTo);
  }
}
