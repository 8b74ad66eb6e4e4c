package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// The doorman for addresses that users type in: what it lets through lies on the public internet,
/// or was allowed by the operator.
public final class AddressGuard {
  private static final String OPERATOR =
      "An operator can allow a host inside with MEANWHILE_IMPORT_ALLOWED_HOSTS.";

  private final GuardRules rules;
  private final Network network;

  public AddressGuard(GuardRules rules, Network network) {
    this.rules = rules;
    this.network = network;
  }

  /// Checks an address and every IP address behind its name, looked up once.
  ///
  /// @throws AddressRefused when it must not be asked, or does not exist
  public CheckedUrl check(String typed) {
    UserUrl url = UserUrl.parse(typed);
    boolean inside = rules.allowsInside(url);
    if (!inside && !rules.ports().contains(url.port())) {
      throw new AddressRefused(
          "The address uses port %d, which is not fetched from.".formatted(url.port()),
          "Use one of these ports: %s.".formatted(ports()));
    }
    if (!inside && url.literal() == null && !url.host().contains(".")) {
      throw unknown(url);
    }
    List<InetAddress> addresses = addresses(url);
    if (!inside && !addresses.stream().allMatch(this::isOutside)) {
      throw url.literal() == null ? unknown(url) : internal();
    }
    return new CheckedUrl(url, addresses, network);
  }

  private List<InetAddress> addresses(UserUrl url) {
    if (url.literal() != null) {
      return List.of(Objects.requireNonNull(url.literal()));
    }
    try {
      List<InetAddress> found = network.resolve(url.host());
      if (!found.isEmpty()) {
        return found;
      }
    } catch (UnknownHostException nobody) {
      // said below
    }
    throw unknown(url);
  }

  private boolean isOutside(InetAddress address) {
    return PublicAddress.is(address) && !network.isOwn(address);
  }

  private String ports() {
    return rules.ports().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /// Nobody learns whether a name exists inside: it is unknown either way.
  private static AddressRefused unknown(UserUrl url) {
    return new AddressRefused(
        "The host %s is not known on the public internet.".formatted(url.host()),
        "Check the spelling of the address, or upload the file. " + OPERATOR);
  }

  private static AddressRefused internal() {
    return new AddressRefused(
        "The address leads into an internal network.",
        "Use an address on the public internet, or upload the file. " + OPERATOR);
  }
}
