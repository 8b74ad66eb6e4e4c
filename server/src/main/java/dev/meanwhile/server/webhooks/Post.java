package dev.meanwhile.server.webhooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One POST on a connection of its own, for the thread of a handler: one limit for the time of all
/// of it, one for the size of the answer, no redirects, nothing unpacked. Interrupting the thread
/// breaks it off.
///
/// Never on a connection that was kept: the other side may just be closing it, which looks like a
/// call that got lost.
final class Post {
  private static final CloseableHttpClient CLIENT = client();

  private final URI url;
  private final Duration total;
  private final Duration forBody;
  private final int largest;

  /// @param total for everything, from the name of the host to the last byte
  /// @param forBody how long to wait for the body once the headers are there
  /// @param largest how many bytes of the body are read at most
  Post(URI url, Duration total, Duration forBody, int largest) {
    this.url = url;
    this.total = total;
    this.forBody = forBody;
    this.largest = largest;
  }

  /// @throws CallFailed when no headers came back
  Answer send(Map<String, String> head, byte[] body) throws CallFailed {
    long end = System.nanoTime() + total.toNanos();
    AtomicBoolean sent = new AtomicBoolean();
    HttpPost request = new HttpPost(url);
    head.forEach(request::setHeader);
    request.setHeader("Accept-Encoding", "identity");
    request.setHeader("Connection", "close");
    request.setEntity(new EntityTemplate(body.length, null, null, out -> write(out, body, sent)));
    CompletableFuture<@Nullable Void> alarm = hangUp(request, total);
    try {
      return read(
          request, CLIENT.executeOpen(RoutingSupport.determineHost(request), request, null));
    } catch (IOException | HttpException | RuntimeException failure) {
      boolean late = System.nanoTime() >= end;
      String why = late ? "it did not answer in time" : why(failure);
      throw new CallFailed(why, sent.get(), late, failure);
    } finally {
      alarm.complete(null);
    }
  }

  private static void write(OutputStream out, byte[] body, AtomicBoolean sent) throws IOException {
    sent.set(true);
    out.write(body);
  }

  /// Hangs up after so long, unless it is completed before.
  private static CompletableFuture<@Nullable Void> hangUp(HttpPost request, Duration after) {
    var alarm = new CompletableFuture<@Nullable Void>();
    var _ =
        alarm
            .orTimeout(after.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, late) -> {
              if (late != null) {
                request.cancel();
              }
            });
    return alarm;
  }

  private Answer read(HttpPost request, ClassicHttpResponse response) {
    Map<String, String> head = new LinkedHashMap<>();
    for (Header one : response.getHeaders()) {
      head.putIfAbsent(one.getName().toLowerCase(Locale.ROOT), String.valueOf(one.getValue()));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole = false;
    CompletableFuture<@Nullable Void> alarm = hangUp(request, forBody);
    try (response) {
      whole = copy(response.getEntity(), body);
      if (!whole) {
        // Else closing would first read what is left, however much that is.
        request.cancel();
      }
    } catch (IOException | RuntimeException late) {
      // What was read so far is told; that it is not all of it, too.
    } finally {
      alarm.complete(null);
    }
    return new Answer(response.getCode(), head, body.toByteArray(), whole);
  }

  /// @return whether that is all of it
  private boolean copy(@Nullable HttpEntity entity, ByteArrayOutputStream body) throws IOException {
    InputStream in = entity == null ? null : entity.getContent();
    if (in == null) {
      return true;
    }
    byte[] buffer = new byte[8192];
    while (body.size() < largest) {
      int read = in.read(buffer, 0, Math.min(buffer.length, largest - body.size()));
      if (read < 0) {
        return true;
      }
      body.write(buffer, 0, read);
    }
    return in.read() < 0;
  }

  private static String why(Exception failure) {
    return switch (failure) {
      case UnknownHostException _ -> "its name is not known";
      case NoRouteToHostException _ -> "there is no way to it";
      case ConnectException _ -> "the connection was refused";
      case SSLException _ -> "its certificate was not accepted";
      case MessageConstraintException _ -> "it sent endless headers";
      case NoHttpResponseException _ -> "the connection broke";
      case ProtocolException _ -> "it sent something that is no HTTP";
      case HttpException _ -> "it sent something that is no HTTP";
      default -> "the connection broke";
    };
  }

  private static CloseableHttpClient client() {
    Http1Config limits =
        Http1Config.custom().setMaxHeaderCount(500).setMaxLineLength(16_384).build();
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .useSystemProperties()
            .setMaxConnTotal(Integer.MAX_VALUE)
            .setMaxConnPerRoute(Integer.MAX_VALUE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(20)).build())
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(limits)
                    .responseParserFactory(new DefaultHttpResponseParserFactory(limits))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableDefaultUserAgent()
        .build();
  }
}
