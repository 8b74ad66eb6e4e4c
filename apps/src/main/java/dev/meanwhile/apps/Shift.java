package dev.meanwhile.apps;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/// The command `work`: a node without a port that people know, which works for as long as whoever
/// started it lives ([Crew]). Nobody types it.
final class Shift {
  private final PrintStream out;
  private final Map<String, String> environment;

  Shift(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  void run(Arguments arguments, Running running) {
    arguments.end();
    var folder = DataFolder.named("demo", environment.getOrDefault("MEANWHILE_DATA", ""));
    var _ = Thread.ofPlatform().daemon().name("leave").start(() -> leaveWithParent(running));
    new House(running, folder, "OFF", out).openWorker();
  }

  /// Nobody ever writes to us: the end of the input is the end of whoever holds its other side.
  private static void leaveWithParent(Running running) {
    try {
      while (System.in.read() >= 0) {
        // Whatever it was.
      }
    } catch (IOException gone) {
      // As good as its end.
    }
    running.close();
  }
}
