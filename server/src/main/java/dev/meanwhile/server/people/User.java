package dev.meanwhile.server.people;

import dev.meanwhile.server.access.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody with an account.
///
/// @param phone in the form +15551234567
/// @param hasPassword false while an invitation is open
/// @param lastSeenAt when they last did something; to the minute
public record User(
    UUID id,
    String username,
    String fullName,
    @Nullable String email,
    @Nullable String phone,
    Role role,
    boolean hasPassword,
    @Nullable Instant disabledAt,
    @Nullable Instant lastSeenAt,
    Instant createdAt) {

  /// What the audit log compares.
  Map<String, @Nullable Object> fields() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("full_name", fullName);
    fields.put("email", email);
    fields.put("phone", phone);
    fields.put("role", role.text());
    fields.put("disabled", disabledAt != null);
    return fields;
  }
}
