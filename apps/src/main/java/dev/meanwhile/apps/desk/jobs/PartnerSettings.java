package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What the settings of all partners have in common.
final class PartnerSettings {
  private PartnerSettings() {}

  static void require(boolean fine, String sentence) {
    if (!fine) {
      throw new StartRefused(sentence, "docs/reference/configuration.md explains every setting.");
    }
  }

  /// Null when nothing was set.
  static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// Where a partner answers.
  ///
  /// @param given null for its usual address
  static URI address(String variable, @Nullable String given, URI usual) {
    String text = stripped(given);
    if (text == null) {
      return usual;
    }
    require(
        text.matches("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?"),
        "%s is no address that begins with https://.".formatted(variable));
    return URI.create(text.replaceFirst("/+$", ""));
  }
}
