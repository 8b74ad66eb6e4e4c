package dev.meanwhile.apps.errands.dataimport.guard;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A network that sends nothing: it answers look-ups from a list and writes down who was to be
/// connected to.
final class RecordingNetwork implements Network {
  private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();
  final List<String> lookups = new ArrayList<>();
  final List<SocketAddress> connects = new ArrayList<>();

  /// The next answer to a look-up of this name; the last one stays.
  RecordingNetwork knows(String name, String... addresses) {
    answers
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .add(List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
    return this;
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    lookups.add(name);
    Deque<List<InetAddress>> left = answers.get(name);
    if (left == null) {
      throw new UnknownHostException(name);
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  @Override
  public boolean isOwn(InetAddress address) {
    return address.equals(InetAddress.ofLiteral("93.184.216.1"));
  }

  @Override
  public Socket socket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress endpoint, int timeout) throws IOException {
        connects.add(endpoint);
        throw new ConnectException("recorded");
      }
    };
  }
}
