package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.guard.GuardRules;
import dev.meanwhile.server.start.StartRefused;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator may set for imports: `MEANWHILE_IMPORT_PORTS` and
/// `MEANWHILE_IMPORT_ALLOWED_HOSTS`.
///
/// @param ports the ports that an address of a user may have
/// @param allowedHosts `host:port` of servers inside that may be imported from nevertheless
@ConfigurationProperties("meanwhile.import")
record ImportSettings(
    @DefaultValue({"80", "443", "8080", "8443"}) List<Integer> ports,
    @DefaultValue List<String> allowedHosts) {

  ImportSettings {
    for (int port : ports) {
      if (port < 1 || port > 65_535) {
        throw new StartRefused(
            "MEANWHILE_IMPORT_PORTS holds %d, but ports go from 1 to 65535.".formatted(port),
            "Write it like 443,8443.");
      }
    }
    for (String host : allowedHosts) {
      if (!host.strip().matches("\\S+:\\d{1,5}")) {
        throw new StartRefused(
            "MEANWHILE_IMPORT_ALLOWED_HOSTS holds '%s', which is no host with a port."
                .formatted(host),
            "Write it like files.internal:8080,127.0.0.1:9000.");
      }
    }
  }

  GuardRules rules() {
    return new GuardRules(Set.copyOf(ports), Set.copyOf(allowedHosts));
  }
}
