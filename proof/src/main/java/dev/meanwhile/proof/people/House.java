package dev.meanwhile.proof.people;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A node with a sign-in, its database, and an administrator who has set it up with the printed
/// code.
final class House implements AutoCloseable {
  static final String PASSWORD = "seven green bicycles";

  private static final String DATABASE = "meanwhile";
  private static final Pattern CODE = Pattern.compile("\\b[2-9A-Z]{5}(-[2-9A-Z]{5}){3}\\b");

  private final LocalPostgres postgres;
  private final NodeProcess node;
  private final HouseStore store;
  private final Visitor admin;

  private House(LocalPostgres postgres, NodeProcess node, HouseStore store, Visitor admin) {
    this.postgres = postgres;
    this.node = node;
    this.store = store;
    this.admin = admin;
  }

  static House open(Premises premises, Map<String, String> settings) {
    var postgres = LocalPostgres.start(premises.file("postgres"));
    try {
      postgres.createDatabase(DATABASE);
      var environment = new HashMap<>(settings);
      environment.put("MEANWHILE_DEMO", "false");
      environment.put("MEANWHILE_WORKER", "false");
      var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              java.util.List.of("node"),
              postgres,
              DATABASE,
              environment);
      try {
        var admin = new Visitor(node.port());
        setUp(admin, code(premises));
        return new House(postgres, node, new HouseStore(postgres.dataSource(DATABASE)), admin);
      } catch (RuntimeException e) {
        node.close();
        throw e;
      }
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private static void setUp(Visitor admin, String code) {
    admin
        .post(
            "/api/setup",
            Map.of(
                "code", code,
                "username", "ada",
                "full_name", "Ada Admin",
                "email", "ada@desk.example",
                "password", PASSWORD))
        .json(201);
    if (admin.signIn("ada", PASSWORD).status() != 204) {
      throw new ProofFailed("The administrator was not let in.");
    }
  }

  /// What the node printed for whoever starts it.
  private static String code(Premises premises) {
    try {
      var found = CODE.matcher(Files.readString(premises.file("node.out")));
      if (found.find()) {
        return found.group();
      }
    } catch (IOException e) {
      throw new ProofFailed("What the node printed cannot be read: " + e, e);
    }
    throw new ProofFailed("The node printed no set-up code.");
  }

  HouseStore store() {
    return store;
  }

  Visitor visitor() {
    return new Visitor(node.port());
  }

  /// Invites somebody, who chooses a password.
  void hire(String username, String role) {
    var invited =
        admin.post(
            "/api/users",
            Map.of(
                "username",
                username,
                "full_name",
                "Person " + username,
                "email",
                username + "@desk.example",
                "role",
                role));
    String link = invited.json(201).get("link").asString();
    visitor()
        .post(
            "/api/invitations",
            Map.of("word", link.substring(link.indexOf('#') + 1), "password", PASSWORD))
        .json(200);
  }

  @Override
  public void close() {
    try {
      node.close();
    } finally {
      postgres.close();
    }
  }
}
