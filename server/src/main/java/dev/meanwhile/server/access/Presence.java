package dev.meanwhile.server.access;

import java.util.Collection;
import java.util.Map;

/// Knows who is still signed in; for those whose requests take long.
public interface Presence {

  /// Those of these credentials that have ended, with a sentence that says why.
  Map<Credential, String> ended(Collection<Credential> shown);
}
