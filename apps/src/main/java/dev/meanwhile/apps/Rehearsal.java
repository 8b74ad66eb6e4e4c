package dev.meanwhile.apps;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;

/// The command `rehearse`: a short life of the whole house, so that the JVM can write down which
/// classes it needs ([StartCache]). Nobody types it.
final class Rehearsal {
  private static final List<String> PATHS =
      List.of("/", "/readyz", "/api/me", "/api/types", "/api/tasks/counts", "/api/imports/targets");

  private final PrintStream out;

  Rehearsal(PrintStream out) {
    this.out = out;
  }

  void run(Running running) {
    try {
      var folder = new DataFolder(Files.createTempDirectory("meanwhile-rehearsal"));
      running.add(() -> DataFolder.deleteTree(folder.path()));
      var node = new House(running, folder, "OFF", out).openWithDatabase(new Port(0));
      MadeUp.handOver(node.address());
      try (var http = HttpClient.newHttpClient()) {
        for (var path : PATHS) {
          var request = HttpRequest.newBuilder(URI.create(node.address() + path)).build();
          http.send(request, BodyHandlers.discarding());
        }
      }
    } catch (IOException e) {
      throw new Refused("The rehearsal broke off: %s.".formatted(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
