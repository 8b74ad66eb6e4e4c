package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.util.Timeout;

/// The making of an HTTP client that can connect to nothing but the addresses that were checked.
final class PinnedClient {

  private PinnedClient() {}

  static CloseableHttpClient to(CheckedUrl checked, FetchLimits limits) {
    var timeouts =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(limits.connect()))
            .setSocketTimeout(Timeout.of(limits.silence()))
            .build();
    var headers = Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16_384).build();
    var connections =
        new PinnedConnections(checked.network())
            .setDnsResolver(new Pin(checked))
            .setDefaultConnectionConfig(timeouts)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(headers).build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(limits.silence()))
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("Meanwhile data import")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /// Knows one name and the addresses it was checked for; looks nothing up.
  private record Pin(CheckedUrl checked) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      // The client asks with the readable form of an international name.
      if (!IDN.toASCII(host).equals(checked.url().host())) {
        throw new UnknownHostException(host);
      }
      return checked.addresses().toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /// Takes its sockets from the network that the guard was given, so that no proxy gets in between.
  private static final class PinnedConnections extends PoolingHttpClientConnectionManagerBuilder {
    private final Network network;

    PinnedConnections(Network network) {
      this.network = network;
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy tls) {
      return new DefaultHttpClientConnectionOperator(
          _ -> network.socket(),
          ports,
          resolver,
          RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
    }
  }
}
