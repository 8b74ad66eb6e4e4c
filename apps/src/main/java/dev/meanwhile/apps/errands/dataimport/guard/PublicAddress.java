package dev.meanwhile.apps.errands.dataimport.guard;

import java.net.InetAddress;
import java.util.List;

/// The question whether an IP address lies on the public internet.
///
/// IPv4 is refused by a list of special blocks. IPv6 is allowed only inside the block of global
/// addresses, without the parts of it that carry an IPv4 address or go nowhere.
final class PublicAddress {
  private static final List<Block> REFUSED_V4 =
      List.of(
          Block.of("0.0.0.0", 8), // this network
          Block.of("10.0.0.0", 8), // private
          Block.of("100.64.0.0", 10), // carrier-grade NAT, also a cloud's metadata
          Block.of("127.0.0.0", 8), // loopback
          Block.of("168.63.129.16", 32), // a cloud's own service on a public-looking address
          Block.of("169.254.0.0", 16), // link-local, cloud metadata
          Block.of("172.16.0.0", 12), // private
          Block.of("192.0.0.0", 24), // protocol assignments
          Block.of("192.0.2.0", 24), // documentation
          Block.of("192.88.99.0", 24), // 6to4 relays
          Block.of("192.168.0.0", 16), // private
          Block.of("198.18.0.0", 15), // benchmarks
          Block.of("198.51.100.0", 24), // documentation
          Block.of("203.0.113.0", 24), // documentation
          Block.of("224.0.0.0", 4), // multicast
          Block.of("240.0.0.0", 4)); // reserved, broadcast

  private static final Block GLOBAL_V6 = Block.of("2000::", 3);

  private static final List<Block> REFUSED_V6 =
      List.of(
          Block.of("2001::", 23), // Teredo, benchmarks, ORCHID and other assignments
          Block.of("2001:db8::", 32), // documentation
          Block.of("2002::", 16), // 6to4
          Block.of("3fff::", 20)); // documentation

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return REFUSED_V4.stream().noneMatch(block -> block.contains(bytes));
    }
    return GLOBAL_V6.contains(bytes)
        && REFUSED_V6.stream().noneMatch(block -> block.contains(bytes))
        && !carriesIpv4(bytes);
  }

  /// ISATAP: an IPv4 address in the interface part of any network.
  private static boolean carriesIpv4(byte[] v6) {
    return (v6[8] & 0xfc) == 0 && v6[9] == 0 && v6[10] == 0x5e && v6[11] == (byte) 0xfe;
  }

  /// All addresses that begin with the same bits.
  private record Block(InetAddress first, int bits) {

    static Block of(String literal, int bits) {
      return new Block(InetAddress.ofLiteral(literal), bits);
    }

    boolean contains(byte[] address) {
      byte[] start = first.getAddress();
      for (int bit = 0; bit < bits; bit += 8) {
        int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
        if (((address[bit / 8] ^ start[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
