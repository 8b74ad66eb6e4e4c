package dev.meanwhile.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/// A node: claims tasks, runs their handlers and looks after what dead nodes left behind. The only
/// class that wires the others.
///
/// It keeps five connections of its data source for itself.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // until the engine stands
public final class Engine implements AutoCloseable {

  private Engine() {}

  /// Creates or upgrades the engine's tables; safe to call from many nodes at once.
  ///
  /// @throws IllegalStateException when the database was migrated by a newer version
  public static void migrate(DataSource database) {
    throw new UnsupportedOperationException();
  }

  public static Builder on(DataSource database) {
    return new Builder(database);
  }

  public Tasks tasks() {
    throw new UnsupportedOperationException();
  }

  public EventFeed events() {
    throw new UnsupportedOperationException();
  }

  /// Starts to claim and run tasks. Before it, or without it, tasks can be submitted and read.
  public void start() {
    throw new UnsupportedOperationException();
  }

  /// Whether the node is at work and in touch with its database.
  public boolean healthy() {
    throw new UnsupportedOperationException();
  }

  /// Stops claiming, waits for the running tasks up to the grace, hands the rest back at no cost,
  /// and returns the connections. Safe to call twice.
  @Override
  public void close() {}

  /// Collects what an engine needs.
  @SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
  public static final class Builder {
    private final DataSource database;
    private final Map<String, TaskType<?>> types = new LinkedHashMap<>();
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();
    private EngineConfig config = EngineConfig.defaults();
    private CallerTransaction callerTransaction = CallerTransaction.none();

    private Builder(DataSource database) {
      this.database = database;
    }

    public Builder config(EngineConfig of) {
      config = of;
      return this;
    }

    /// Makes a type known without running it here.
    public Builder knows(TaskType<?> type) {
      if (types.put(type.name(), type) != null) {
        throw new IllegalArgumentException(
            "Two task types are called '" + type.name() + "'; a name belongs to one.");
      }
      return this;
    }

    /// Makes a type known and runs it here.
    public <I> Builder handles(TaskType<I> type, Handler<? super I> handler) {
      knows(type);
      handlers.put(type.name(), handler);
      return this;
    }

    public Builder joining(CallerTransaction transaction) {
      callerTransaction = transaction;
      return this;
    }

    /// The engine, able to submit and read; [Engine#start] makes it work.
    public Engine build() {
      throw new UnsupportedOperationException();
    }
  }
}
