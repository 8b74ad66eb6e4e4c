package dev.meanwhile.apps.errands.dataimport.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/// A web server that a user named: asked only at the IP addresses that were checked, without
/// redirects, proxies or cookies, and never for longer or for more than the limits say.
public final class WebSource implements AutoCloseable {
  private final CheckedUrl checked;
  private final FetchLimits limits;
  private final CloseableHttpClient client;

  public WebSource(CheckedUrl checked, FetchLimits limits) {
    this.checked = checked;
    this.limits = limits;
    this.client = PinnedClient.to(checked, limits);
  }

  /// The address that was checked.
  public UserUrl url() {
    return checked.url();
  }

  /// Gets what lies at the checked address.
  public <T> T get(String accept, Reading<T> reading) {
    return get(url(), accept, reading);
  }

  /// Gets another address of the same server.
  ///
  /// @throws FetchFailed when there is no good answer
  public <T> T get(UserUrl url, String accept, Reading<T> reading) {
    if (!url.origin().equals(url().origin())) {
      throw FetchFailed.forGood(
          "The answer continues on another server.",
          "Import from that server's address instead.",
          "other_server");
    }
    var request = new HttpGet(url.uri());
    request.setHeader("Accept", accept);
    request.setHeader("Accept-Encoding", "identity");
    var alarm = new CompletableFuture<@Nullable Void>();
    var _ =
        alarm
            .orTimeout(limits.total().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, timeout) -> {
              if (timeout != null) {
                request.cancel();
              }
            });
    try {
      var host = new HttpHost(url.scheme(), url.host(), url.port());
      return client.execute(host, request, response -> read(request, response, reading));
    } catch (IOException | UncheckedIOException e) {
      // The alarm itself: it went off before it hung up, what follows from it is marked only after.
      if (alarm.isCompletedExceptionally()) {
        throw FetchFailed.forNow(
            "%s did not finish its answer within %d seconds."
                .formatted(url.host(), limits.total().toSeconds()),
            "too_slow",
            null);
      }
      throw Troubles.of(url.host(), e);
    } finally {
      alarm.complete(null);
    }
  }

  private <T> T read(HttpGet request, ClassicHttpResponse response, Reading<T> reading)
      throws IOException {
    try {
      Statuses.refuseAllBut2xx(url().host(), response);
      InputStream body = Body.of(response, limits.bytes());
      return reading.read(body, links(response));
    } catch (IOException | RuntimeException failed) {
      // Else closing would first read what is left, however much that is.
      request.cancel();
      throw failed;
    }
  }

  private static @Nullable String links(ClassicHttpResponse response) {
    String links =
        Arrays.stream(response.getHeaders("Link"))
            .map(Header::getValue)
            .collect(Collectors.joining(", "));
    return links.isEmpty() ? null : links;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is done with a good answer while it arrives.
  @FunctionalInterface
  public interface Reading<T> {
    /// @param link the `Link` headers of the answer; null when it has none
    T read(InputStream body, @Nullable String link) throws IOException;
  }
}
