package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.InetAddress;
import java.util.List;

/// An address that the guard has let through, with the IP addresses it was let through for. Only
/// [WebSource] can do something with it.
///
/// @param addresses all of them were checked; nothing else is connected to
public record CheckedUrl(UserUrl url, List<InetAddress> addresses, Network network) {

  public CheckedUrl {
    addresses = List.copyOf(addresses);
  }
}
