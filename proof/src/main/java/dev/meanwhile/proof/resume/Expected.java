package dev.meanwhile.proof.resume;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A file, and what must come of it.
///
/// @param mapping which field of the target is read from which column, as JSON
/// @param good the rows that must be imported, in the order of the file
/// @param bad the lines that must be rejected
record Expected(
    Path file, String name, String target, String mapping, List<Row> good, Set<Long> bad) {

  int rows() {
    return good.size() + bad.size();
  }
}
