package dev.meanwhile.server.session;

/// Why a session ended, in words for its person.
final class Farewell {
  private Farewell() {}

  static String words(String reason) {
    return switch (reason) {
      case "inactivity" -> "Your session has expired due to inactivity. Please log in again.";
      case "expired" -> "Your session has reached its end of twelve hours. Please log in again.";
      case "role_changed" -> "Your role was changed. Please log in again.";
      case "password_changed" -> "Your password was changed. Please log in again.";
      case "password_reset" -> "Your password was reset; use the link that you were given.";
      case "disabled" -> "Your account was closed. An administrator can open it again.";
      case "token_reused" ->
          "A refresh token was used a second time, so somebody may have a copy of it. Please log in again.";
      case "signed_out_elsewhere" -> "You were signed out from another browser.";
      default -> "You are signed out.";
    };
  }
}
