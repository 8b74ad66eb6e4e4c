package dev.meanwhile.server.wall;

import org.jspecify.annotations.Nullable;

/// Whether the wall could be raised at the start.
///
/// @param gap why not, in sentences for an administrator; null when it stands
public record Standing(@Nullable String gap) {

  boolean upright() {
    return gap == null;
  }
}
