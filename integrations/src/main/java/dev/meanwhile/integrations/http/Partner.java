package dev.meanwhile.integrations.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A partner as HTTP sees it.
///
/// @param title as people know it: "Google Maps"
/// @param base where its interface begins, without a slash at the end
/// @param deadline for a whole call, from the connection to the last byte of the answer
/// @param secrets the keys that are sent, so that they can be kept out of every sentence
public record Partner(String title, URI base, Duration deadline, List<String> secrets) {
  public Partner {
    if (!List.of("http", "https").contains(String.valueOf(base.getScheme()))
        || base.getHost() == null) {
      throw new IllegalArgumentException(
          "%s is reached at an address that begins with https://, not at '%s'."
              .formatted(title, base.getScheme()));
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("A call needs time, not " + deadline + ".");
    }
    secrets = List.copyOf(secrets);
  }

  /// It never shows its keys.
  @Override
  public String toString() {
    return "%s at %s".formatted(title, base.getHost());
  }
}
