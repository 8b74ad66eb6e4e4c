package dev.meanwhile.proof.n8n;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `prove n8n`: the project's workflows in a real n8n do the tasks of a real node, against
/// simulated partners; n8n is killed in the middle.
public final class N8nProof {
  private static final String DATABASE = "desk";

  private final Tally tally;
  private final @Nullable Installed installed;

  public N8nProof(Tally tally, Options options) {
    this.tally = tally;
    String named = options.word("n8n", "");
    this.installed = Installed.find(named.isBlank() ? null : named);
    options.end();
  }

  public void run() throws SQLException {
    if (installed == null) {
      tally.skip(
          "there is no n8n. 'n8n/install FOLDER' installs one (5 minutes, 3.5 GB); name it with --n8n FOLDER or MEANWHILE_N8N.");
      return;
    }
    var premises = Premises.of("n8n");
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var partners = Partners.open();
        var n8n = new N8nProcess(installed, premises.folder())) {
      postgres.createDatabase(DATABASE);
      var routes = routes(n8n.port());
      try (var node =
          NodeProcess.start(
              premises, premises.jar("proof"), List.of("node"), postgres, DATABASE, routes)) {
        var desk = new DeskStore(postgres.dataSource(DATABASE));
        desk.furnish();
        var office = new Office(node.port(), n8n.port());
        var key = office.key();
        var address = "http://127.0.0.1:" + node.port();
        var baggage = new Baggage(premises);
        baggage.node();
        var workflows = baggage.workflows(partners.addresses(node.port()));
        var credentials = baggage.credentials(postgres, DATABASE, address, key);
        n8n.command("import:credentials", "--input=" + credentials);
        n8n.command("import:workflow", "--separate", "--input=" + premises.file("workflows"));
        double seconds = n8n.start();
        var owner = Owner.of(n8n.port());
        workflows.forEach(owner::activate);
        tally.check(
            true,
            "%s is ready after %.1f s; %d workflows are active"
                .formatted(installed.version(), seconds, workflows.size()));
        new CommunityNode(tally, office, owner).credential(address, key);
        new Everyday(tally, office, partners, desk).prove();
        var refused = new Refused(tally, office, partners, desk);
        refused.prove();
        new CommunityNode(tally, office, owner).operations();
        refused.stopped(owner);
        new Killed(tally, office, partners, desk, n8n, key).prove();
        new Documents(tally, office, desk).prove();
        var leaked = desk.leaked(Secret.ALL);
        tally.check(leaked.isEmpty(), "nothing that is secret stands in the database: " + leaked);
      }
    }
    premises.remove();
  }

  /// Which tasks go to which webhook.
  private static Map<String, String> routes(int port) {
    var routes = new HashMap<String, String>();
    var paths =
        Map.of(
            "chat", "chat/process",
            "chat_once", "chat/process",
            "drive_times", "drive-times/process",
            "drive_times_once", "drive-times/process",
            "quo_sync", "quo-sync/process",
            "quo_sync_node", "quo-sync/process-with-node",
            "email", "email/send",
            "signed", "signed");
    paths.forEach((type, path) -> {
      var name = "MEANWHILE_TYPES_" + type.toUpperCase(Locale.ROOT) + "_";
      routes.put(name + "URL", "http://127.0.0.1:" + port + "/webhook/" + path);
      routes.put(name + "HEADER", "X-Meanwhile-Key: " + Secret.CALL);
      // A run that died without a word is missed after that long.
      routes.put(name + "SILENCE", "40s");
      routes.put(name + "RETRIES", type.endsWith("_once") ? "0" : "6");
    });
    routes.put("MEANWHILE_TYPES_SIGNED_SECRET", Secret.SIGNING);
    return routes;
  }
}
