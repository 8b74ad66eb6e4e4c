package dev.meanwhile.engine.sql;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.junit.PostgresExtension;

/// Databases that hold the engine's tables and the contract.
final class Contract {
  private Contract() {}

  static PostgresExtension database() {
    return PostgresExtension.migratedBy(
        "engine with contract",
        database -> {
          Engine.migrate(database);
          SqlContract.install(database, "public");
          new Client(database)
              .run(
                  """
                  select meanwhile.register_task_type('sync_quo', 'Quo sync', 120, 2);
                  select meanwhile.register_task_type('once', max_retries => 0);
                  update meanwhile.task_types set first_pause_ms = 10000, jitter = 0 where name = 'sync_quo'
                  """);
        });
  }
}
