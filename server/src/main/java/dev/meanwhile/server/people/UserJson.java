package dev.meanwhile.server.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person as administrators see them.
///
/// @param state `active`, `invited` or `disabled`
record UserJson(
    UUID id,
    String username,
    String fullName,
    @Nullable String email,
    @Nullable String phone,
    String role,
    String state,
    @Nullable Instant lastSeenAt,
    Instant createdAt) {

  static UserJson of(User user) {
    String state =
        user.disabledAt() != null ? "disabled" : user.hasPassword() ? "active" : "invited";
    return new UserJson(
        user.id(),
        user.username(),
        user.fullName(),
        user.email(),
        user.phone(),
        user.role().text(),
        state,
        user.lastSeenAt(),
        user.createdAt());
  }
}
