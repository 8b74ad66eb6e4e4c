package dev.meanwhile.server.uploads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that was handed over completely.
///
/// @param name as its owner calls it, made harmless
/// @param size in bytes
/// @param sha256 of its bytes, in hexadecimal
/// @param createdBy who handed it over
public record Upload(
    UUID id, String name, long size, String sha256, @Nullable UUID createdBy, Instant createdAt) {}
