package dev.meanwhile.server.change;

import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The version that a request wants to change, from its `If-Match`.
public final class ExpectedVersion {
  /// What follows the point tells of things beside the task, which do not matter to a change.
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})(?:\\.\\w+)?\"");

  private ExpectedVersion() {}

  /// @return null when any version will do
  public static @Nullable Long of(HttpServletRequest request) {
    String header = request.getHeader("If-Match");
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(header.strip());
    if (!tag.matches()) {
      throw Refusals.badParameter(
          "If-Match:", "'If-Match' takes one ETag of the task, for example \"7\".");
    }
    return Long.valueOf(tag.group(1));
  }
}
