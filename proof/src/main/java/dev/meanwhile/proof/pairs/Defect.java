package dev.meanwhile.proof.pairs;

/// A mistake planted into a function of the database, and a meeting that must bring it to light.
///
/// @param words what is broken
/// @param function whose text is changed
/// @param text what is taken out of it
/// @param instead what is put in its place
record Defect(
    String words,
    String function,
    String text,
    String instead,
    Start start,
    Deed first,
    Deed second) {}
