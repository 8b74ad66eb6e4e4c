package dev.meanwhile.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another JVM that runs a server, writes 1000 pages and waits until its input ends.
record OtherProgram(Process process, BufferedReader output) implements AutoCloseable {
  static final String ADDRESS = "http://127.0.0.1:8080";

  static void main(String[] arguments) throws Exception {
    try {
      var settings = PostgresSettings.in(Path.of(arguments[0])).forTests().stoppedByCallerOnly();
      var postgres = LocalPostgres.start(settings);
      postgres.note(ADDRESS);
      var books = Books.in(postgres).write(1000);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> writeLastPage(books)));
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Its own user decides when it ends.
      }
    } catch (PostgresFailed e) {
      System.out.println(e.getMessage());
    }
  }

  /// Works only when nobody has stopped the server before the program wanted it.
  private static void writeLastPage(Books books) {
    try (var postgres = books.postgres()) {
      books.write(1);
      System.out.println("closing " + postgres.port());
    } catch (Exception e) {
      System.out.println(e);
    }
  }

  static OtherProgram start(Path folder, String... words) throws IOException {
    return start(
        System.getProperty("java.class.path"),
        folder,
        Path.of(System.getProperty("user.home")),
        words);
  }

  static OtherProgram start(String classPath, Path folder, Path home, String... words)
      throws IOException {
    var command = new ArrayList<>(List.of(words));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + home);
    var cache = System.getProperty("meanwhile.postgres.cache");
    if (cache != null) {
      command.add("-Dmeanwhile.postgres.cache=" + cache);
    }
    command.addAll(List.of("-cp", classPath, OtherProgram.class.getName(), folder.toString()));
    var process =
        new ProcessBuilder(command)
            .directory(folder.resolveSibling(".").toFile())
            .redirectErrorStream(true)
            .start();
    return new OtherProgram(process, process.inputReader());
  }

  /// The next line it says, without what the logging library says about itself.
  String says() throws IOException {
    var line = output.readLine();
    while (line != null && line.startsWith("SLF4J")) {
      line = output.readLine();
    }
    return String.valueOf(line);
  }

  /// As `kill -9` does.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    kill();
    output.close();
  }
}
