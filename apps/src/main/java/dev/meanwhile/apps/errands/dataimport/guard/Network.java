package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/// What the guard needs of the network: names looked up, its own addresses known, sockets made.
public interface Network {

  /// All addresses of a name.
  List<InetAddress> resolve(String name) throws UnknownHostException;

  /// Whether an address belongs to this very machine.
  boolean isOwn(InetAddress address);

  /// A socket that is not connected yet.
  Socket socket();

  /// The real network, past every proxy that the environment names.
  static Network real() {
    return new Network() {
      @Override
      public List<InetAddress> resolve(String name) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(name));
      }

      @Override
      public boolean isOwn(InetAddress address) {
        try {
          return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
          return true;
        }
      }

      @Override
      public Socket socket() {
        return new Socket(Proxy.NO_PROXY);
      }
    };
  }
}
