package dev.meanwhile.server.routes;

/// A setting as it was found.
///
/// @param name as it was written: `MEANWHILE_TYPES_CHAT_URL`
/// @param value with its placeholders filled in
/// @param origin where, for people: "environment variable MEANWHILE_TYPES_CHAT_URL"
record Written(String name, String value, String origin) {
  /// What a sentence about it begins with.
  String where() {
    return origin.endsWith(name) ? name : "%s (%s)".formatted(name, origin);
  }
}
