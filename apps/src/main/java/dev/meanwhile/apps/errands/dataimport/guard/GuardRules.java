package dev.meanwhile.apps.errands.dataimport.guard;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What the operator allows.
///
/// @param ports the ports a user may name
/// @param allowedHosts `host:port` pairs that are reached although they lie inside
public record GuardRules(Set<Integer> ports, Set<String> allowedHosts) {

  public GuardRules {
    ports = Set.copyOf(ports);
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    for (String host : allowedHosts) {
      if (!host.matches("\\S+:\\d{1,5}")) {
        throw new IllegalArgumentException(
            "'%s' is no allowed host: write host:port, for example files.internal:8080."
                .formatted(host));
      }
    }
  }

  public static GuardRules standard() {
    return new GuardRules(Set.of(80, 443, 8080, 8443), Set.of());
  }

  boolean allowsInside(UserUrl url) {
    return allowedHosts.contains(url.host() + ":" + url.port());
  }
}
