package dev.meanwhile.server.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The proxies whose word is taken for where a request came from.
///
/// @param proxies their addresses, or the networks they are in: `127.0.0.1,10.0.0.0/8`
public record Trusted(@DefaultValue List<String> proxies) {
  public Trusted {
    proxies = proxies.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    for (String proxy : proxies) {
      Settings.require(
          isNetwork(proxy),
          "MEANWHILE_TRUSTED_PROXIES holds '%s', which is no address and no network; write it like 127.0.0.1 or 10.0.0.0/8.",
          proxy);
    }
  }

  /// The same, ready to compare.
  public List<Network> networks() {
    var networks = new ArrayList<Network>();
    proxies.forEach(proxy -> networks.add(Network.of(proxy)));
    return networks;
  }

  private static boolean isNetwork(String text) {
    try {
      Network.of(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
