package dev.meanwhile.engine.loop;

import java.time.Duration;

/// One round of some never-ending work.
@FunctionalInterface
public interface Turn {

  /// Does what is there to do and says how long to rest; zero means there may be more.
  Duration take() throws Exception;
}
