package dev.meanwhile.server.live;

/// Somebody who is told of changes.
interface Client {

  /// Takes a change, at once and without blocking.
  ///
  /// @return false when there is no room for it; the client is then closed
  boolean offer(Change change);

  /// No change will come any more.
  void close();
}
