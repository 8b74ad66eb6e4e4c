package dev.meanwhile.proof.security;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How often each threat was tried, and what got through.
final class Count {
  private static final int MOST_EXAMPLES = 5;

  private final Map<Threat, Integer> tried = new EnumMap<>(Threat.class);
  private final Map<Threat, List<String>> through = new EnumMap<>(Threat.class);

  /// One attack.
  ///
  /// @param held whether it was kept out
  /// @param what it was, for the list of those that got through
  synchronized void one(Threat threat, boolean held, String what) {
    tried.merge(threat, 1, Integer::sum);
    if (!held) {
      through.computeIfAbsent(threat, _ -> new ArrayList<>()).add(what);
    }
  }

  synchronized int tried(Threat threat) {
    return tried.getOrDefault(threat, 0);
  }

  synchronized int through(Threat threat) {
    return through.getOrDefault(threat, List.of()).size();
  }

  synchronized List<String> examples(Threat threat) {
    return through.getOrDefault(threat, List.of()).stream()
        .distinct()
        .limit(MOST_EXAMPLES)
        .map(text -> text.length() > 240 ? text.substring(0, 240) + "…" : text)
        .toList();
  }
}
