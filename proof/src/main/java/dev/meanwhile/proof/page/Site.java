package dev.meanwhile.proof.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Somebody else's web site: one plain page, and an address that gives its visitor a token.
final class Site implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger tokens = new AtomicInteger();

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int tokens() {
    return tokens.get();
  }

  void show(int port, Owner owner, String thing) {
    server.createContext(
        "/token",
        exchange -> {
          tokens.incrementAndGet();
          answer(exchange, "application/json", owner::token);
        });
    server.createContext(
        "/", exchange -> answer(exchange, "text/html; charset=utf-8", () -> page(port, thing)));
  }

  /// The page looks at itself before each frame, and writes down when it saw what for the first
  /// time. `newGlobals` compares with the names that were there before the script.
  private static String page(int port, String thing) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>Somebody else's page</title>
    <script>const before = new Set(Object.getOwnPropertyNames(window));</script>
    <script src="http://127.0.0.1:%d/meanwhile.js" data-token-url="/token" defer></script>
    <p>John Smith</p>
    <mw-status for-entity="client:%s"></mw-status>
    <script>
      const recorded = new Map();
      let toastAt = 0;
      function look() {
        const status = document.querySelector('mw-status').shadowRoot;
        for (const line of status ? status.querySelectorAll('mw-task-line') : []) {
          if (!line.task || !line.shadowRoot) continue;
          const text = line.shadowRoot.textContent.replace(/\\s+/g, ' ');
          if (!recorded.has(line.task.id)) recorded.set(line.task.id, []);
          const seen = recorded.get(line.task.id);
          if (seen.length === 0 || seen.at(-1).text !== text) seen.push({ text, at: Date.now() });
        }
        const toasts = document.querySelector('mw-toasts');
        if (!toastAt && toasts && toasts.shadowRoot.querySelector('li')) toastAt = Date.now();
        requestAnimationFrame(look);
      }
      requestAnimationFrame(look);
      const first = id => recorded.get(id)[0].at;
      const when = (id, words) => recorded.get(id).find(one => one.text.includes(words))?.at;
      const ended = id => (recorded.get(id) ?? []).some(one => one.text.includes('Done'));
      const toast = () => toastAt;
      const bell = () =>
        document.querySelector('mw-bell')?.shadowRoot.querySelector('button')?.ariaLabel ?? '';
      const newGlobals = () =>
        Object.getOwnPropertyNames(window).filter(name => !before.has(name))
          .filter(name => name !== 'look' && name !== 'toastAt').sort().join();
    </script>
    </html>
    """
        .formatted(port, thing);
  }

  private static void answer(HttpExchange exchange, String type, Supplier<String> text)
      throws IOException {
    byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
