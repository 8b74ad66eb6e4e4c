package dev.meanwhile.apps;

import dev.meanwhile.apps.demo.PretendPartners;
import java.io.PrintStream;
import java.util.Map;

/// The command `demo`: everything on this machine, with made-up data, signed in.
final class Demo {
  private final PrintStream out;
  private final Map<String, String> environment;

  Demo(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  void run(Arguments arguments, Running running) {
    var port = Port.of(arguments.value("--port", Integer.toString(Port.USUAL)));
    var folder = DataFolder.named("demo", arguments.value("--data", ""));
    boolean reset = arguments.flag("--reset");
    arguments.end();
    if (reset) {
      folder.erase();
      out.println("Removed the data of the earlier demo (%s)".formatted(folder.shown()));
    }
    var partners = running.add(PretendPartners.open(environment));
    var node = new House(running, folder, "OFF", out).openDemo(port, partners);
    if (!partners.sentence().isEmpty()) {
      out.println(partners.sentence());
    }
    var madeUp = MadeUp.handOver(node.address());
    if (!madeUp.isEmpty()) {
      out.println(madeUp);
    }
    var desk = node.fillDesk();
    if (!desk.isEmpty()) {
      out.println(desk);
    }
    out.println("Open %s - signed in as Sandra (supervisor).".formatted(node.address()));
    out.println(
        "Ctrl-C stops; './meanwhile demo' goes on with the same data, './meanwhile demo --reset' begins anew.");
    StartCache.prepare(running);
  }
}
