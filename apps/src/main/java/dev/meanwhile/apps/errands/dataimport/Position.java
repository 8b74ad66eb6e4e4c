package dev.meanwhile.apps.errands.dataimport;

import org.jspecify.annotations.Nullable;

/// How far an import has come; stored in the transaction of the rows it counts.
///
/// @param done rows that were looked at
/// @param imported rows that were written
/// @param pages pages of an API that were read; 0 for a file
/// @param page the page of an API that comes next; null at its start and for a file
record Position(long done, long imported, long pages, @Nullable String page) {
  static final Position START = new Position(0, 0, 0, null);

  long skipped() {
    return done - imported;
  }

  Position after(Block block) {
    return new Position(done + block.size(), imported + block.entries().size(), pages, null);
  }

  Position turned(@Nullable String next) {
    return new Position(done, imported, pages + 1, next);
  }
}
