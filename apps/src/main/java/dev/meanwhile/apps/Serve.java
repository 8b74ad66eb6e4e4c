package dev.meanwhile.apps;

import java.io.PrintStream;
import java.util.Map;

/// The command `serve`: one node, configured by the environment.
final class Serve {
  private final PrintStream out;
  private final Map<String, String> environment;

  Serve(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  void run(Arguments arguments, Running running) {
    arguments.end();
    var folder = DataFolder.named("serve", environment.getOrDefault("MEANWHILE_DATA", ""));
    // In a container the terminal may be the only log there is.
    var console = environment.getOrDefault("MEANWHILE_CONSOLE_LOG", "off");
    var house = new House(running, folder, console, out);
    Node node;
    if (environment.getOrDefault("MEANWHILE_DATABASE_URL", "").isBlank()) {
      out.println(
          "MEANWHILE_DATABASE_URL is not set, so this node starts a PostgreSQL of its own.");
      node = house.openWithDatabase(null);
    } else {
      node = house.open();
    }
    out.println("Ready at %s (log in %s)".formatted(node.address(), folder.log()));
    var invitation = node.invitation();
    if (!invitation.isEmpty()) {
      out.println(invitation);
    }
  }
}
