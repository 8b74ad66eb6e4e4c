package dev.meanwhile.apps;

import java.io.PrintStream;

/// The command `demo`: everything on this machine, with made-up data, signed in.
final class Demo {
  private final PrintStream out;

  Demo(PrintStream out) {
    this.out = out;
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
    var node = new House(running, folder, "OFF", out).openWithDatabase(port);
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
