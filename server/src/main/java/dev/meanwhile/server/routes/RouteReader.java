package dev.meanwhile.server.routes;

import dev.meanwhile.server.routes.Route.Header;
import dev.meanwhile.server.routes.Route.Mode;
import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/// Makes routes of what was written, or says in a sentence what is wrong with it.
final class RouteReader {
  /// The names of the settings; the last two are those of the source documents.
  static final List<String> SETTINGS =
      List.of(
          "url",
          "workflow_id",
          "timeout",
          "mode",
          "secret",
          "header",
          "concurrency",
          "calls",
          "dependency",
          "retries",
          "silence",
          "title",
          "lease",
          "webhook_url",
          "timeout_seconds");

  private static final Map<String, String> ALIASES =
      Map.of("webhook_url", "url", "timeout_seconds", "timeout");

  private static final Map<String, Duration> TIMEOUTS =
      Map.of(
          "chat", Duration.ofMinutes(3),
          "email", Duration.ofMinutes(5),
          "data_import", Duration.ofMinutes(10));

  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "transfer-encoding",
          "connection",
          "expect",
          "accept",
          "accept-encoding",
          "user-agent");

  private static final String ADVICE = "docs/reference/webhooks.md explains every setting.";

  private final String type;
  private final Map<String, Written> written;

  RouteReader(String type, Map<String, Written> written) {
    this.type = type;
    this.written = written;
  }

  /// @param taken the types this server does itself
  static Map<String, Route> routes(Map<String, Map<String, Written>> all, Set<String> taken) {
    Map<String, Route> routes = new TreeMap<>();
    all.forEach((type, written) -> {
      Map<String, Written> settings = named(written);
      boolean documented =
          settings.values().stream().allMatch(one -> one.name().startsWith("N8N_"));
      if (!(documented && taken.contains(type)) && !PullReader.takes(settings)) {
        routes.put(type, new RouteReader(type, settings).route(taken));
      }
    });
    return routes;
  }

  /// The settings by the names we use.
  static Map<String, Written> named(Map<String, Written> written) {
    Map<String, Written> settings = new LinkedHashMap<>();
    written.forEach((name, one) -> settings.putIfAbsent(ALIASES.getOrDefault(name, name), one));
    return settings;
  }

  /// @param taken the types this server does itself
  void checkName(Set<String> taken) {
    Written first = written.values().iterator().next();
    if (!type.matches("[a-z][a-z0-9_]{0,49}")) {
      throw refused(first, "is about '%s', which is no name for a task type", type);
    }
    if (taken.contains(type)) {
      throw refused(first, "is about '%s', which this server does itself", type);
    }
  }

  private Route route(Set<String> taken) {
    checkName(taken);
    written.forEach((name, one) -> {
      if (!SETTINGS.contains(name)) {
        throw refused(one, "is no setting; there are %s", String.join(", ", SETTINGS));
      }
    });
    Written lease = written.get("lease");
    if (lease != null) {
      throw refused(lease, "is for types with the mode 'pull'");
    }
    Written url = written.get("url");
    if (url == null) {
      throw new StartRefused(
          "The task type '%s' has no url: set meanwhile.types.%s.url.".formatted(type, type),
          ADVICE);
    }
    Duration timeout = timeout();
    Map<String, String> origins = new LinkedHashMap<>();
    written.forEach((name, one) -> origins.put(name, one.origin()));
    return new Route(
        type,
        text("title"),
        address(url),
        text("workflow_id"),
        timeout,
        mode(),
        secrets(),
        header(),
        concurrency(),
        number("calls", 1, 1_000, 20),
        dependency(),
        number("retries", 0, 100, 3),
        duration("silence", timeout),
        Map.copyOf(origins));
  }

  Duration timeout() {
    return duration("timeout", TIMEOUTS.getOrDefault(type, Duration.ofMinutes(5)));
  }

  @Nullable Integer concurrency() {
    return written.containsKey("concurrency") ? number("concurrency", 1, 10_000, 1) : null;
  }

  @Nullable String text(String name) {
    Written one = written.get(name);
    return one == null || one.value().isEmpty() ? null : one.value();
  }

  private static URI address(Written url) {
    try {
      URI uri = new URI(url.value());
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw refused(url, "must be an address like https://n8n.example.org/webhook/chat/process");
      }
      if (uri.getUserInfo() != null) {
        throw refused(url, "must not hold a password; use 'header' for that");
      }
      if (uri.getFragment() != null) {
        throw refused(url, "must not have a part behind '#'");
      }
      return uri;
    } catch (URISyntaxException wrong) {
      throw refused(url, "is no address: %s", wrong.getReason());
    }
  }

  Duration duration(String name, Duration usual) {
    Written one = written.get(name);
    if (one == null) {
      return usual;
    }
    Duration read;
    try {
      read = DurationStyle.detectAndParse(one.value(), ChronoUnit.SECONDS);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw refused(one, "must be a length of time like 180s or 10m");
    }
    if (read.compareTo(Duration.ofSeconds(1)) < 0 || read.compareTo(Duration.ofDays(7)) > 0) {
      throw refused(one, "must be between 1s and 7d");
    }
    return read;
  }

  int number(String name, int least, int most, int usual) {
    Written one = written.get(name);
    if (one == null) {
      return usual;
    }
    try {
      int read = Integer.parseInt(one.value());
      if (read >= least && read <= most) {
        return read;
      }
    } catch (NumberFormatException wrong) {
      // said below
    }
    throw refused(one, "must be a number from %d to %d", least, most);
  }

  private Mode mode() {
    Written one = written.get("mode");
    return switch (one == null ? "callback" : one.value().toLowerCase(Locale.ROOT)) {
      case "callback" -> Mode.CALLBACK;
      case "answer" -> Mode.ANSWER;
      default -> throw refused(one, "must be 'callback', 'answer' or 'pull'");
    };
  }

  @Nullable String dependency() {
    Written one = written.get("dependency");
    if (one != null && !one.value().matches("[a-z][a-z0-9_]{0,49}")) {
      throw refused(one, "must be a name in lower-case letters, digits and '_'");
    }
    return one == null ? null : one.value();
  }

  private List<String> secrets() {
    Written one = written.get("secret");
    if (one == null || one.value().isEmpty()) {
      return List.of();
    }
    List<String> all = Arrays.stream(one.value().split("[\\s,]+")).toList();
    if (all.size() > 2) {
      throw new StartRefused(
          "%s holds %d secrets.".formatted(one.where(), all.size()),
          "It takes one, or two while you exchange one: the new one, a blank, the one it replaces.");
    }
    for (String secret : all) {
      if (!strong(secret)) {
        throw new StartRefused(
            one.where() + " must be 'whsec_' and 24 to 64 bytes in base64.",
            "`echo whsec_$(openssl rand -base64 32)` makes one.");
      }
    }
    return all;
  }

  private static boolean strong(String secret) {
    try {
      int bytes = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")).length;
      return secret.startsWith("whsec_") && bytes >= 24 && bytes <= 64;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private @Nullable Header header() {
    Written one = written.get("header");
    if (one == null || one.value().isEmpty()) {
      return null;
    }
    int colon = one.value().indexOf(':');
    String name = colon < 0 ? "" : one.value().substring(0, colon).strip();
    String value = one.value().substring(colon + 1).strip();
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
        || !value.matches("[\\x20-\\x7e]{1,4000}")) {
      throw refused(one, "must be a header like 'X-Api-Key: abc'");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (OURS.contains(lower) || lower.startsWith("webhook-")) {
      throw refused(one, "names '%s', which Meanwhile sets itself", name);
    }
    return new Header(name, value);
  }

  static StartRefused refused(@Nullable Written one, String sentence, Object... values) {
    String where = one == null ? "A setting" : one.where();
    return new StartRefused(where + " " + sentence.formatted(values) + ".", ADVICE);
  }
}
