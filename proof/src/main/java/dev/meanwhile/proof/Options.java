package dev.meanwhile.proof;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What was typed after the name of a proof: `--name value`, and the seed of all chance.
public final class Options {
  private final Map<String, String> given = new HashMap<>();
  private final long seed;
  private final boolean seeded;

  Options(List<String> words) {
    for (int i = 0; i < words.size(); i += 2) {
      var name = words.get(i);
      if (!name.startsWith("--") || i + 1 == words.size()) {
        throw new ProofFailed(
            "'%s' is not understood: options look like --seed 42.".formatted(name));
      }
      given.put(name.substring(2), words.get(i + 1));
    }
    seeded = given.containsKey("seed");
    seed = seeded ? whole("seed") : new SecureRandom().nextInt(1_000_000);
  }

  private long whole(String name) {
    var text = given.remove(name);
    try {
      return Long.parseLong(String.valueOf(text));
    } catch (NumberFormatException _) {
      throw new ProofFailed("--%s takes a whole number, not '%s'.".formatted(name, text));
    }
  }

  public long seed() {
    return seed;
  }

  /// Chance for one purpose: its own stream, so that one more draw here moves nothing there.
  public Random chance(String purpose) {
    return new Random(seed * 31 + purpose.hashCode());
  }

  /// A number somebody may have chosen.
  public int number(String name, int otherwise) {
    return given.containsKey(name) ? Math.toIntExact(whole(name)) : otherwise;
  }

  /// A word somebody may have chosen.
  public String word(String name, String otherwise) {
    var chosen = given.remove(name);
    return chosen == null ? otherwise : chosen;
  }

  /// Whether the seed was given, to do once more what was seen.
  public boolean seeded() {
    return seeded;
  }

  /// Refuses options that nobody asked for.
  public void end() {
    if (!given.isEmpty()) {
      throw new ProofFailed(
          "There is no option --%s here.".formatted(given.keySet().iterator().next()));
    }
  }
}
