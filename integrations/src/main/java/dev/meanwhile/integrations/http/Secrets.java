package dev.meanwhile.integrations.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Keeps keys out of what people read: a partner may quote the request in its complaint.
final class Secrets {
  private static final String MASK = "…";
  private static final int LONGEST = 300;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)\\b(bearer\\s+|(?:api[-_ ]?)?key\\s*[=:]\\s*|token\\s*[=:]\\s*|password\\s*[=:]\\s*)[^\\s&,;\"'}]+");

  private final List<String> known = new CopyOnWriteArrayList<>();

  /// @param known the keys that were sent
  Secrets(List<String> known) {
    known.forEach(this::add);
  }

  void add(String secret) {
    if (secret.length() >= 4 && !known.contains(secret)) {
      known.add(secret);
    }
  }

  /// One line without keys and without a full stop, not longer than people read.
  String clean(String words) {
    String line = words;
    for (String secret : known) {
      line = line.replace(secret, MASK);
    }
    line = NAMED.matcher(line).replaceAll(match -> match.group(1) + MASK);
    line = INVISIBLE.matcher(line).replaceAll(" ").strip().replaceFirst("\\.+$", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + MASK;
  }
}
