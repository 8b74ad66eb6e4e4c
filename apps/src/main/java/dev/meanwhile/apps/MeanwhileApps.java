package dev.meanwhile.apps;

import dev.meanwhile.server.MeanwhileServer;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The program: `java -jar meanwhile-apps-exec.jar COMMAND`, which `./meanwhile` calls.
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(MeanwhileServer.class)
public class MeanwhileApps {

  /// Carries out one command: `demo`, `serve` or `doctor`.
  public static void main(String[] words) {
    var running = new Running();
    int code = run(List.of(words), System.getenv(), running, System.out, System.err);
    running.close();
    System.exit(code);
  }

  private static int run(
      List<String> words,
      Map<String, String> environment,
      Running running,
      PrintStream out,
      PrintStream err) {
    var command = words.isEmpty() ? "" : words.getFirst();
    var arguments = new Arguments(command, words.subList(Math.min(1, words.size()), words.size()));
    try {
      switch (command) {
        case "demo" -> new Demo(out, environment).run(arguments, running);
        case "serve" -> new Serve(out, environment).run(arguments, running);
        case "work" -> new Shift(out, environment).run(arguments, running);
        case "rehearse" -> {
          new Rehearsal(out).run(running);
          return 0;
        }
        case "doctor" -> {
          return new Doctor(out, environment).run(arguments);
        }
        default -> throw new Refused("Give one of the commands demo, serve and doctor.");
      }
    } catch (RuntimeException failure) {
      if (!running.isClosed()) {
        StartFailure.tell(failure, err);
      }
      return 1;
    }
    running.await();
    return 0;
  }
}
