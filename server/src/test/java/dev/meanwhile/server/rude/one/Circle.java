package dev.meanwhile.server.rude.one;

import dev.meanwhile.server.rude.other.Back;

/// Goes round in a circle, in a package that does not say what it is.
public record Circle(Back back) {}
