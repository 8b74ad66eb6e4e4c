package dev.meanwhile.apps;

import dev.meanwhile.apps.demo.DemoSwitches;
import dev.meanwhile.apps.demo.PretendPartners;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One installation on this machine: its data folder, its node, and its database when that is ours.
///
/// @param running what was started, also when a start fails half-way
/// @param console from which level on the log also goes to the terminal; `OFF` for not at all
record House(Running running, DataFolder folder, String console, PrintStream out) {
  private static final String DATABASE = "meanwhile";

  /// The database of this installation, and how a node finds it.
  private record Cellar(LocalPostgres postgres, Map<String, String> settings) {}

  /// Starts a node on the database that the environment names.
  Node open() {
    return open(Map.of(), folder.log(), null);
  }

  /// Starts a node that only works, on the database that the environment names.
  Node openWorker() {
    var settings =
        Map.of(
            "meanwhile.address", "127.0.0.1",
            "meanwhile.port", "0",
            "meanwhile.demo", "true",
            "meanwhile.worker", "true");
    return open(settings, folder.log().resolveSibling("worker.log"), null);
  }

  /// Starts a PostgreSQL in the data folder, and a node on it.
  ///
  /// @param port to listen on; null leaves that to the environment
  Node openWithDatabase(@Nullable Port port) {
    var cellar = digCellar();
    var all = new TreeMap<>(cellar.settings());
    if (port != null) {
      all.putAll(demo(port));
    }
    var node = open(all, folder.log(), null);
    cellar.postgres().note(node.address());
    return node;
  }

  /// Starts a PostgreSQL in the data folder, a node on it that shows the pages, and another that
  /// works.
  Node openDemo(Port port, PretendPartners partners) {
    var cellar = digCellar();
    var shared = new TreeMap<>(cellar.settings());
    shared.putAll(partners.settings());
    shared.put("meanwhile.data", folder.path().toString());
    // Somebody who kills the worker wants to see soon that another takes over.
    shared.put("meanwhile.lease", "4s");
    shared.put("meanwhile.grace", "2s");
    var all = new TreeMap<>(shared);
    all.putAll(demo(port));
    all.put("meanwhile.worker", "false");
    var crew = new Crew(out);
    var node = open(all, folder.log(), new DemoSwitches(partners, crew::kill));
    cellar.postgres().note(node.address());
    running.add(crew).start(shared, folder.log().resolveSibling("worker-output.log"));
    return node;
  }

  private static Map<String, String> demo(Port port) {
    // Asked now: the server itself would find out only at the end of its start.
    port.requireFree();
    return Map.of(
        "meanwhile.address", "127.0.0.1",
        "meanwhile.port", Integer.toString(port.number()),
        "meanwhile.demo", "true");
  }

  private Cellar digCellar() {
    prepare(folder.log());
    var postgres =
        running.add(
            LocalPostgres.start(PostgresSettings.in(folder.postgres()).stoppedByCallerOnly()));
    postgres.createDatabase(DATABASE);
    running.add(new DatabaseGuard(postgres, out));
    out.println("PostgreSQL 18 started (data in %s)".formatted(folder.shown()));
    return new Cellar(
        postgres,
        Map.of(
            "meanwhile.database.url", postgres.jdbcUrl(DATABASE),
            "meanwhile.database.user", postgres.user(),
            "meanwhile.database.password", postgres.password()));
  }

  private Node open(Map<String, String> settings, Path log, @Nullable DemoSwitches switches) {
    prepare(log);
    var all = new TreeMap<>(settings);
    all.putAll(Logs.settings(log, console));
    all.put("meanwhile.data", folder.path().toString());
    return Node.start(running, all, switches);
  }

  private void prepare(Path log) {
    folder.create();
    Logs.begin(Logs.settings(log, console));
  }
}
