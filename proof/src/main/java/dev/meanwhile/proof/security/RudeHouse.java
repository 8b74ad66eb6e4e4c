package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// A server that does everything wrong: it says yes to everybody, repeats what it hears, tells of
/// its insides, and breaks when it is asked rudely. Each trial must notice.
final class RudeHouse implements AutoCloseable {
  private static final String TALK =
      """
      {"items":[{"id":"01900000-0000-7000-8000-000000000000"}],"id":"019a0000-0000-7000-8000-000000000001","name":"../x","entity_label":"x","heard":"HEARD",
       "trouble":"org.postgresql.util.PSQLException: syntax error\\n at dev.meanwhile.Somewhere(Some.java:1)"}
      """;

  private final HttpServer server;

  RudeHouse() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String heard = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (String.valueOf(exchange.getRequestURI().getRawQuery()).contains("%28a%2B%29%2B")) {
            Pause.millis(2_200);
          }
          boolean rude = heard.contains("1e400") || heard.contains("[[[[");
          byte[] told = TALK.replace("HEARD", heard).getBytes(UTF_8);
          exchange.getResponseHeaders().add("Set-Cookie", "meanwhile_session=always-the-same");
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(rude ? 500 : 200, head ? -1 : told.length);
          try (var body = exchange.getResponseBody()) {
            if (!head) {
              body.write(told);
            }
          }
        });
    server.start();
  }

  House house(java.util.function.Consumer<Reply> witness, RandomGenerator chance) {
    return new House(
        new Guest(server.getAddress().getPort(), "", witness),
        Map.of(
            "admin",
            "a=1",
            "agent1",
            "a=2",
            "agent2",
            "a=3",
            "driver",
            "a=4",
            "client",
            "a=5",
            "supervisor",
            "a=6"),
        Map.of(),
        null,
        chance);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
