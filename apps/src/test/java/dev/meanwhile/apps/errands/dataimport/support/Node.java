package dev.meanwhile.apps.errands.dataimport.support;

import dev.meanwhile.server.MeanwhileServer;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A running server.
public record Node(ConfigurableApplicationContext context) implements AutoCloseable {

  static Node start(Class<?> part, List<String> arguments) {
    return new Node(
        new SpringApplication(MeanwhileServer.class, part).run(arguments.toArray(String[]::new)));
  }

  public Client client() {
    int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Client("http://127.0.0.1:" + port);
  }

  /// Stops it in an orderly way; twice does no harm.
  public void stop() {
    context.close();
  }

  @Override
  public void close() {
    stop();
  }
}
