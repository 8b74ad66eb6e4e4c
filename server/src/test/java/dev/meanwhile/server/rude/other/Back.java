package dev.meanwhile.server.rude.other;

import dev.meanwhile.server.rude.one.Circle;
import org.jspecify.annotations.Nullable;

/// Comes back to where it started.
public record Back(@Nullable Circle circle) {}
