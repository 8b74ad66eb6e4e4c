package dev.meanwhile.server.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as the client sent it to the proxy.
final class ForwardedRequest extends HttpServletRequestWrapper {
  private final String client;
  private final boolean https;
  private final @Nullable String host;

  /// @param protocol `https` or `http`; null when the proxy did not say
  /// @param host null when the proxy did not say
  ForwardedRequest(
      HttpServletRequest request, String client, @Nullable String protocol, @Nullable String host) {
    super(request);
    this.client = client;
    this.https = protocol == null ? request.isSecure() : protocol.equalsIgnoreCase("https");
    this.host = host == null ? request.getHeader("Host") : host;
  }

  @Override
  public String getRemoteAddr() {
    return client;
  }

  @Override
  public String getRemoteHost() {
    return client;
  }

  @Override
  public boolean isSecure() {
    return https;
  }

  @Override
  public String getScheme() {
    return https ? "https" : "http";
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("Host") ? host : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase("Host") && host != null
        ? Collections.enumeration(List.of(host))
        : super.getHeaders(name);
  }
}
