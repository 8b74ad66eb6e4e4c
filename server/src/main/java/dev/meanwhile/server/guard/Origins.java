package dev.meanwhile.server.guard;

import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which web sites may speak to us through a visitor's browser.
@Component
final class Origins {
  private static final Set<String> HARMLESS_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> allowed;

  Origins(Settings settings) {
    allowed =
        settings.cors().origins().stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether the operator named this origin.
  boolean allows(@Nullable String origin) {
    return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /// Whether the request changes something and another site's page made the browser send it.
  ///
  /// Browsers say so themselves (`Sec-Fetch-Site`); older ones at least send their page's `Origin`.
  /// Programs send neither.
  boolean forged(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (HARMLESS_METHODS.contains(request.getMethod()) || allows(origin)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin != null && !sameHost(origin, request.getHeader("Host"));
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    return host != null
        && origin.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT));
  }
}
