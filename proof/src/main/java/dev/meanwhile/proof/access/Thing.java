package dev.meanwhile.proof.access;

import java.util.EnumSet;

/// What a request is about.
enum Thing {
  NOTHING,
  WAITING,
  FAILED,
  DISMISSED,
  DONE,
  IMPORT,
  UPLOAD,
  SESSION,
  KEY,
  ENTRY,
  PERSON;

  /// Whether it can lie in the archive.
  boolean isTask() {
    return EnumSet.range(WAITING, IMPORT).contains(this);
  }
}
