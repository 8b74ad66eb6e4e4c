package dev.meanwhile.engine.sql;

import dev.meanwhile.engine.store.ContractStore;
import javax.sql.DataSource;

/// The views and functions through which SQL clients create tasks, work on them and watch them:
/// `background_tasks`, `async_tasks`, `create_background_task` and their sisters. They keep the
/// engine's own rules. `docs/reference/sql.md` lists them.
public final class SqlContract {

  private SqlContract() {}

  /// Puts the contract into a schema, after [dev.meanwhile.engine.Engine#migrate]. Safe to call at
  /// every start and from many nodes at once; when nothing has changed it only asks.
  ///
  /// @param schema where SQL clients look, usually `public`; it must exist
  /// @throws IllegalStateException when tables, views or functions of somebody else have these
  ///   names there, or when the schema cannot be used
  public static void install(DataSource database, String schema) {
    ContractStore.install(database, schema);
  }
}
