package dev.meanwhile.server.live;

import java.io.IOException;

/// The connection to one reader.
interface Wire {

  /// Sends bytes and waits until they are on their way.
  void send(byte[] bytes) throws IOException;

  /// Tears the connection down, from any thread, even in the middle of a [#send].
  void cut();
}
