package dev.meanwhile.server.node;

/// Hears of the archive. Beans of it are called by the node that brought a run to its end.
@FunctionalInterface
public interface ArchiveListener {

  /// @param tasks how many the run has moved, also when there were none
  void archived(int tasks);
}
