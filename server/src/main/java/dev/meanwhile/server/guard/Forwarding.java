package dev.meanwhile.server.guard;

import dev.meanwhile.server.settings.Network;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Takes from a trusted proxy who really asked, how, and under which name. What anybody else says
/// about that is not read.
@Component
@Order(0)
final class Forwarding implements Filter {
  private static final int LONGEST_WAY = 20;

  private final List<Network> trusted;

  Forwarding(Settings settings) {
    trusted = settings.trusted().networks();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var question = (HttpServletRequest) request;
    boolean believed = !trusted.isEmpty() && isTrusted(parsed(question.getRemoteAddr()));
    chain.doFilter(
        believed
            ? new ForwardedRequest(
                question,
                client(question),
                last(question, "X-Forwarded-Proto"),
                last(question, "X-Forwarded-Host"))
            : request,
        response);
  }

  /// Each proxy adds whom it heard it from at the end. The last one that is no proxy of ours is the
  /// client; what stands before it, the client may have made up.
  private String client(HttpServletRequest request) {
    String client = request.getRemoteAddr();
    List<String> way = all(request, "X-Forwarded-For");
    for (int i = way.size() - 1; i >= Math.max(0, way.size() - LONGEST_WAY); i--) {
      InetAddress address = parsed(withoutPort(way.get(i)));
      if (address == null) {
        return client;
      }
      client = address.getHostAddress();
      if (!isTrusted(address)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(@Nullable InetAddress address) {
    return address != null && trusted.stream().anyMatch(network -> network.holds(address));
  }

  private static @Nullable InetAddress parsed(String text) {
    try {
      return Network.address(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// `1.2.3.4:567` and `[::1]:567` without what follows the address.
  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static @Nullable String last(HttpServletRequest request, String header) {
    List<String> all = all(request, header);
    return all.isEmpty() ? null : all.getLast();
  }

  private static List<String> all(HttpServletRequest request, String header) {
    var all = new ArrayList<String>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String one : line.split(",", -1)) {
        if (!one.isBlank()) {
          all.add(one.strip());
        }
      }
    }
    return all;
  }
}
