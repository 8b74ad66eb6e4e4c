package dev.meanwhile.server.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The person or program that makes a request.
public record Caller(UUID id, String username, String fullName, String role) {

  /// The name in timelines, for example `user:sandra`.
  public String actor() {
    return "user:" + username;
  }

  /// Whose tasks the caller may see; null means everybody's.
  public @Nullable UUID visibleTo() {
    return switch (role) {
      case "admin", "supervisor" -> null;
      default -> id;
    };
  }

  /// Whether the caller may see what belongs to this user; null is the system's.
  public boolean sees(@Nullable UUID owner) {
    UUID only = visibleTo();
    return only == null || only.equals(owner);
  }
}
