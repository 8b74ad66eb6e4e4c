package dev.meanwhile.server.throttle;

/// How much may be done at once, and how fast it comes back.
///
/// @param capacity how many at once
/// @param seconds how long until one more
public record Bucket(int capacity, int seconds) {}
