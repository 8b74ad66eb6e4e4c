package dev.meanwhile.apps.desk.clinics;

import dev.meanwhile.apps.desk.place.Spot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place that clients are driven to.
///
/// @param phone in E.164
public record Clinic(
    UUID id,
    String name,
    Spot spot,
    @Nullable String phone,
    boolean active,
    long version,
    Instant createdAt,
    Instant updatedAt) {}
