package dev.meanwhile.apps;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One installation on this machine: its data folder, its node, and its database when that is ours.
///
/// @param running what was started, also when a start fails half-way
/// @param console from which level on the log also goes to the terminal; `OFF` for not at all
record House(Running running, DataFolder folder, String console, PrintStream out) {
  private static final String DATABASE = "meanwhile";

  /// Starts a node on the database that the environment names.
  Node open() {
    return open(Map.of());
  }

  /// Starts a PostgreSQL in the data folder, and a node on it.
  ///
  /// @param port to listen on; null leaves that to the environment
  Node openWithDatabase(@Nullable Port port) {
    prepare();
    var postgres =
        running.add(
            LocalPostgres.start(PostgresSettings.in(folder.postgres()).stoppedByCallerOnly()));
    postgres.createDatabase(DATABASE);
    running.add(new DatabaseGuard(postgres, out));
    out.println("PostgreSQL 18 started (data in %s)".formatted(folder.shown()));
    var all = new TreeMap<String, String>();
    if (port != null) {
      // Asked now: the server itself would find out only at the end of its start.
      port.requireFree();
      all.put("meanwhile.address", "127.0.0.1");
      all.put("meanwhile.port", Integer.toString(port.number()));
      all.put("meanwhile.demo", "true");
    }
    all.put("meanwhile.database.url", postgres.jdbcUrl(DATABASE));
    all.put("meanwhile.database.user", postgres.user());
    all.put("meanwhile.database.password", postgres.password());
    var node = open(all);
    postgres.note(node.address());
    return node;
  }

  private Node open(Map<String, String> settings) {
    prepare();
    var all = new TreeMap<>(settings);
    all.putAll(Logs.settings(folder, console));
    all.put("meanwhile.data", folder.path().toString());
    return Node.start(running, all);
  }

  private void prepare() {
    folder.create();
    Logs.begin(Logs.settings(folder, console));
  }
}
