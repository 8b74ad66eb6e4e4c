package dev.meanwhile.server.rude;

/// A store, as such nothing rude.
final class RudeStore {}
