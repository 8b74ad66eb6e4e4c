package dev.meanwhile.apps.desk.kinds;

import java.util.UUID;

/// What an appointment is for; also as answers show it.
///
/// @param defaultMinutes how long it takes unless somebody says otherwise
public record Kind(
    UUID id, String name, int defaultMinutes, String colour, boolean active, long version) {}
