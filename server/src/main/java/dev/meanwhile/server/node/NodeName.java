package dev.meanwhile.server.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// What a node is called in timelines.
final class NodeName {
  private static final int LONGEST = 60;

  private NodeName() {}

  /// The name an operator chose, else the machine's.
  static String of(@Nullable String chosen) {
    String name = chosen == null || chosen.isBlank() ? machine() : chosen.strip();
    return name.substring(0, Math.min(name.length(), LONGEST));
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "node";
    }
  }
}
