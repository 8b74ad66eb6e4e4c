package dev.meanwhile.proof;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What was typed after the name of a proof: `--name number`, and the seed of all chance.
public final class Options {
  private final Map<String, Long> given = new HashMap<>();
  private final long seed;

  Options(List<String> words) {
    for (int i = 0; i < words.size(); i += 2) {
      var name = words.get(i);
      if (!name.startsWith("--") || i + 1 == words.size()) {
        throw new ProofFailed(
            "'%s' is not understood: options look like --seed 42.".formatted(name));
      }
      try {
        given.put(name.substring(2), Long.parseLong(words.get(i + 1)));
      } catch (NumberFormatException _) {
        throw new ProofFailed(
            "%s takes a whole number, not '%s'.".formatted(name, words.get(i + 1)));
      }
    }
    var fresh = given.remove("seed");
    seed = fresh == null ? new SecureRandom().nextInt(1_000_000) : fresh;
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
    var chosen = given.remove(name);
    return chosen == null ? otherwise : Math.toIntExact(chosen);
  }

  /// Refuses options that nobody asked for.
  public void end() {
    if (!given.isEmpty()) {
      throw new ProofFailed(
          "There is no option --%s here.".formatted(given.keySet().iterator().next()));
    }
  }
}
