package dev.meanwhile.apps.errands.dataimport.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSourceTest {
  private final AtomicInteger followed = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/followed",
        exchange -> {
          followed.incrementAndGet();
          answer(exchange, 200, "secret".getBytes(UTF_8));
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_good_answer_is_read_with_its_link() {
    serve(
        "/rows",
        exchange -> {
          exchange.getResponseHeaders().add("Link", "</rows?page=2>; rel=\"next\"");
          answer(exchange, 200, "a,b\n".getBytes(UTF_8));
        });

    String read = get("/rows", 1000, (body, link) -> new String(body.readAllBytes(), UTF_8) + link);

    assertThat(read).isEqualTo("a,b\n</rows?page=2>; rel=\"next\"");
  }

  @Test
  void a_redirect_is_not_followed() {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      serve(
          "/moved" + status,
          exchange -> {
            exchange.getResponseHeaders().add("Location", "/followed");
            answer(exchange, status, new byte[0]);
          });

      FetchFailed failed = failure("/moved" + status, 1000);

      assertThat(failed.code()).isEqualTo("redirect");
      assertThat(failed.mayPass()).isFalse();
    }
    assertThat(followed).hasValue(0);
  }

  @Test
  void too_many_requests_says_how_long_to_wait() {
    serve(
        "/seconds",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          answer(exchange, 429, "go away, 10.0.0.1".getBytes(UTF_8));
        });
    serve(
        "/date",
        exchange -> {
          exchange.getResponseHeaders().set("Date", "Sun, 22 Nov 2026 10:00:00 GMT");
          exchange.getResponseHeaders().set("Retry-After", "Sun, 22 Nov 2026 10:02:00 GMT");
          answer(exchange, 503, new byte[0]);
        });

    assertThat(failure("/seconds", 1000).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure("/seconds", 1000).slowDown()).isTrue();
    assertThat(failure("/seconds", 1000).why()).contains("429").doesNotContain("10.0.0.1");
    assertThat(failure("/date", 1000).mayPass()).isTrue();
  }

  @Test
  void what_will_not_pass_is_told_from_what_may() {
    for (int status : new int[] {400, 401, 403, 404, 410, 418, 501}) {
      serve("/s" + status, exchange -> answer(exchange, status, new byte[0]));
      assertThat(failure("/s" + status, 1000).mayPass()).as("" + status).isFalse();
    }
    for (int status : new int[] {408, 500, 502, 503, 504}) {
      serve("/s" + status, exchange -> answer(exchange, status, new byte[0]));
      assertThat(failure("/s" + status, 1000).mayPass()).as("" + status).isTrue();
    }
  }

  @Test
  void an_answer_over_the_limit_is_cut_off() {
    serve("/announced", exchange -> answer(exchange, 200, new byte[1001]));
    serve(
        "/chunked",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            for (int i = 0; i < 100_000; i++) {
              body.write(new byte[1000]);
            }
          }
        });

    assertThat(failure("/announced", 1000).code()).isEqualTo("too_large");
    assertThat(failure("/chunked", 1000).code()).isEqualTo("too_large");
  }

  @Test
  void a_decompression_bomb_is_stopped_at_the_limit() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 20_000; i++) {
        zip.write(new byte[1000]);
      }
    }
    serve(
        "/bomb",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, 200, bomb.toByteArray());
        });

    assertThat(bomb.size()).isLessThan(30_000);
    assertThat(failure("/bomb", 1_000_000).code()).isEqualTo("too_large");
    byte[] unpacked = get("/bomb", 20_000_000, (body, _) -> body.readAllBytes());
    assertThat(unpacked).hasSize(20_000_000);
  }

  @Test
  void an_unknown_packing_is_refused() {
    serve(
        "/br",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "br");
          answer(exchange, 200, new byte[10]);
        });
    serve(
        "/broken",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, 200, "not gzip at all".getBytes(UTF_8));
        });

    assertThat(failure("/br", 1000).code()).isEqualTo("bad_encoding");
    assertThat(failure("/broken", 1000).code()).isEqualTo("bad_encoding");
  }

  @Test
  void an_answer_that_drips_is_ended_by_the_deadline() throws Exception {
    try (var dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (var socket = dripping.accept()) {
              socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\na".getBytes(UTF_8));
              socket.getOutputStream().flush();
              socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
              // the client hung up, as it should
            }
          });
      var limits =
          new FetchLimits(
              1000, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(300));

      try (var source = source(dripping.getLocalPort(), "/", limits)) {
        FetchFailed failed =
            catchThrowableOfType(
                FetchFailed.class, () -> source.get("*/*", (body, _) -> body.readAllBytes()));
        assertThat(failed.code()).isEqualTo("too_slow");
        assertThat(failed.mayPass()).isTrue();
      }
    }
  }

  @Test
  void nobody_listening_is_a_failure_that_may_pass() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var limits = FetchLimits.of(1000, Duration.ofSeconds(5));
    try (var source = source(port, "/", limits)) {
      FetchFailed failed =
          catchThrowableOfType(FetchFailed.class, () -> source.get("*/*", (_, _) -> ""));
      assertThat(failed.mayPass()).isTrue();
      assertThat(failed.why()).isEqualTo("The connection to 127.0.0.1 failed or broke off.");
    }
  }

  @Test
  void all_links_of_an_answer_are_seen() {
    serve(
        "/links",
        exchange -> {
          exchange.getResponseHeaders().add("Link", "</a>; rel=\"prev\"");
          exchange.getResponseHeaders().add("Link", "</b>; rel=\"next\"");
          answer(exchange, 200, new byte[0]);
        });

    String links = get("/links", 1000, (_, link) -> String.valueOf(link));

    assertThat(links).isEqualTo("</a>; rel=\"prev\", </b>; rel=\"next\"");
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_trusted(@TempDir Path folder) throws Exception {
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context(folder)));
    https.createContext("/", exchange -> answer(exchange, 200, "a,b".getBytes(UTF_8)));
    https.start();
    int port = https.getAddress().getPort();
    var guard =
        new AddressGuard(new GuardRules(Set.of(443), Set.of("localhost:" + port)), Network.real());
    var limits = FetchLimits.of(1000, Duration.ofSeconds(20));

    try (var source = new WebSource(guard.check("https://localhost:" + port + "/"), limits)) {
      FetchFailed failed =
          catchThrowableOfType(FetchFailed.class, () -> source.get("*/*", (_, _) -> ""));
      assertThat(failed.code()).isEqualTo("tls");
      assertThat(failed.mayPass()).isFalse();
    } finally {
      https.stop(0);
    }
  }

  @Test
  void another_server_is_not_asked() {
    try (var source =
        source(server.getAddress().getPort(), "/", FetchLimits.of(10, Duration.ofSeconds(5)))) {
      FetchFailed failed =
          catchThrowableOfType(
              FetchFailed.class,
              () -> source.get(UserUrl.parse("http://93.184.215.14/next"), "*/*", (_, _) -> ""));
      assertThat(failed.code()).isEqualTo("other_server");
    }
  }

  private interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Answering answering) {
    server.createContext(path, answering::to);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private <T> T get(String path, long limit, WebSource.Reading<T> reading) {
    var limits = FetchLimits.of(limit, Duration.ofSeconds(20));
    try (var source = source(server.getAddress().getPort(), path, limits)) {
      return source.get("*/*", reading);
    }
  }

  private FetchFailed failure(String path, long limit) {
    return catchThrowableOfType(
        FetchFailed.class, () -> get(path, limit, (body, _) -> body.readAllBytes()));
  }

  private static WebSource source(int port, String path, FetchLimits limits) {
    var rules = new GuardRules(Set.of(80), Set.of("127.0.0.1:" + port));
    var guard = new AddressGuard(rules, Network.real());
    return new WebSource(guard.check("http://127.0.0.1:" + port + path), limits);
  }
}
