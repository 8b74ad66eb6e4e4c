package dev.meanwhile.server.guard;

import dev.meanwhile.server.problem.Problems;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Answers under our own names only. A page of another site can point a name of its own at this
/// machine; its visitors' browsers would then take us for that site.
@Component
@Order(3)
final class Hosts implements Filter {
  // Whoever looks whether the node is well comes by its address.
  private static final Set<String> FOR_ALL = Set.of("/livez", "/readyz");

  private final @Nullable String site;
  private final boolean checks;

  Hosts(Settings settings) {
    site = settings.siteHost();
    checks = settings.demo() || site != null;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var question = (HttpServletRequest) request;
    if (!checks
        || FOR_ALL.contains(question.getRequestURI())
        || isOurs(question.getHeader("Host"))) {
      chain.doFilter(request, response);
    } else {
      Problems.write(question, (HttpServletResponse) response, refused());
    }
  }

  private boolean isOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = withoutPort(host.toLowerCase(Locale.ROOT));
    return name.equals(site)
        || name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || name.matches("127(\\.[0-9]{1,3}){3}");
  }

  static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static Refusal refused() {
    return new Refusal(
        421,
        "foreign-host",
        "The request was refused.",
        "It asks for a host that is not this one.",
        "Use the address that the operator gave you; they can set it as MEANWHILE_SITE.");
  }
}
