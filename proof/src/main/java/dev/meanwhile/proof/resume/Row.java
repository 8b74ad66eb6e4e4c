package dev.meanwhile.proof.resume;

/// What one line of a file must have become: a row of the target.
///
/// @param line in the file; the header is line 1
/// @param first of two columns that are compared
/// @param second of them
record Row(long line, String first, String second) {}
