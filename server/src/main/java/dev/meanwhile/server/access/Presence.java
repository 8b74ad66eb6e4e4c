package dev.meanwhile.server.access;

import java.util.Collection;
import java.util.Set;

/// Knows who is still signed in; for those whose requests take long.
public interface Presence {

  /// Those of these credentials that have ended, whatever ended them.
  Set<Credential> ended(Collection<Credential> shown);
}
