package dev.meanwhile.apps.errands.dataimport.support;

import dev.meanwhile.apps.errands.Errands;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A node in a process of its own, with little memory. It ends when it needs more.
public final class SmallNode implements AutoCloseable {
  private static final String READY = "listening on ";

  private final Process process;
  private final Client client;

  private SmallNode(Process process, Client client) {
    this.process = process;
    this.client = client;
  }

  /// Starts the node in this process and says where it listens.
  public static void main(String[] arguments) {
    Node node = Node.start(Errands.class, List.of(arguments));
    System.out.println(
        READY + node.context().getEnvironment().getRequiredProperty("local.server.port"));
  }

  static SmallNode start(int megabytes, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SmallNode.class.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return new SmallNode(
            process, new Client("http://127.0.0.1:" + line.substring(READY.length())));
      }
    }
    throw new AssertionError("The small node did not start.");
  }

  public Client client() {
    return client;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
