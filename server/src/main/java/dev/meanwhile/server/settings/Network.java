package dev.meanwhile.server.settings;

import java.net.InetAddress;
import java.util.Arrays;

/// Some network addresses that begin alike: `10.0.0.0/8`, or one alone: `127.0.0.1`.
public final class Network {
  private final byte[] start;
  private final int bits;

  private Network(byte[] start, int bits) {
    this.start = start;
    this.bits = bits;
  }

  /// @throws IllegalArgumentException when the text is neither
  public static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] start = address(slash < 0 ? text : text.substring(0, slash)).getAddress();
    int all = start.length * 8;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("There is no such network as " + text);
    }
    return new Network(start, bits);
  }

  /// An address as it is written; no name is looked up.
  ///
  /// @throws IllegalArgumentException when it is none
  public static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  public boolean holds(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((start[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && bits == that.bits && Arrays.equals(start, that.start);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(start) * 31 + bits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(start).getHostAddress() + "/" + bits;
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
