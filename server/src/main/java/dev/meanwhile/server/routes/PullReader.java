package dev.meanwhile.server.routes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Makes pulled types of what was written, or says in a sentence what is wrong with it.
final class PullReader {
  private static final List<String> SETTINGS =
      List.of(
          "mode",
          "timeout",
          "timeout_seconds",
          "lease",
          "concurrency",
          "dependency",
          "retries",
          "title");

  private static final Duration LEASE = Duration.ofSeconds(30);

  private PullReader() {}

  /// Whether these settings are about a type that is pulled.
  static boolean takes(Map<String, Written> settings) {
    Written mode = settings.get("mode");
    return mode != null && mode.value().equalsIgnoreCase("pull");
  }

  /// @param taken the types this server does itself
  static Map<String, Pull> pulls(Map<String, Map<String, Written>> all, Set<String> taken) {
    Map<String, Pull> pulls = new TreeMap<>();
    all.forEach((type, written) -> {
      if (takes(written)) {
        pulls.put(type, pull(type, RouteReader.named(written), taken));
      }
    });
    return pulls;
  }

  private static Pull pull(String type, Map<String, Written> written, Set<String> taken) {
    RouteReader reader = new RouteReader(type, written);
    reader.checkName(taken);
    written.forEach((name, one) -> {
      if (!SETTINGS.contains(name)) {
        throw RouteReader.refused(
            one,
            "is no setting of a type that is pulled; there are %s",
            String.join(", ", SETTINGS));
      }
    });
    Duration timeout = reader.timeout();
    Duration usual = timeout.compareTo(LEASE) < 0 ? timeout : LEASE;
    Duration lease = reader.duration("lease", usual);
    if (lease.compareTo(timeout) > 0) {
      throw RouteReader.refused(
          written.get("lease"), "must not be longer than the timeout (%ds)", timeout.toSeconds());
    }
    Map<String, String> origins = new LinkedHashMap<>();
    written.forEach((name, one) -> origins.put(name, one.origin()));
    return new Pull(
        type,
        reader.text("title"),
        timeout,
        lease,
        reader.concurrency(),
        reader.dependency(),
        reader.number("retries", 0, 100, 3),
        Map.copyOf(origins));
  }
}
