package dev.meanwhile.integrations.http;

import dev.meanwhile.integrations.Trouble;
import org.jspecify.annotations.Nullable;

/// What a partner means by an answer that is not fine.
///
/// @param words its own words; null when it used none
public record Complaint(Trouble trouble, @Nullable String words) {

  /// As HTTP means the status.
  public static Complaint usual(int status, @Nullable String words) {
    return new Complaint(trouble(status), words);
  }

  private static Trouble trouble(int status) {
    return switch (status) {
      case 401, 403 -> Trouble.REFUSED;
      case 402 -> Trouble.SPENT;
      case 404, 410 -> Trouble.MISSING;
      case 408 -> Trouble.AWAY;
      case 409, 412 -> Trouble.CONFLICT;
      case 429 -> Trouble.BUSY;
      default -> {
        if (status >= 500) {
          yield Trouble.AWAY;
        }
        yield status >= 400 ? Trouble.WRONG : Trouble.STRANGE;
      }
    };
  }
}
