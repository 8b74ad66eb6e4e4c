package dev.meanwhile.engine;

import org.jspecify.annotations.Nullable;

/// The thing a task is about, in the application's own words.
///
/// @param type for example `client` or `upload`
/// @param id the application's id of it, for example `K0001234`
/// @param label what people call it, for example "John Smith (K0001234)"; null when the id says
///   enough
public record Entity(String type, String id, @Nullable String label) {}
