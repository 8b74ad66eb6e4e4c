package dev.meanwhile.server.tasks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request would like, but does not need (RFC 7240).
final class Preference {
  private static final int LONGEST_SECONDS = 60;
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])");

  private Preference() {}

  /// How long the sender would wait for the end; zero when it did not say, or not in a way we
  /// understand: a preference is never an error.
  static Duration wait(HttpServletRequest request) {
    for (String line : Collections.list(request.getHeaders("Prefer"))) {
      Matcher wait = WAIT.matcher(line);
      if (wait.find()) {
        return Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(wait.group(1))));
      }
    }
    return Duration.ZERO;
  }
}
