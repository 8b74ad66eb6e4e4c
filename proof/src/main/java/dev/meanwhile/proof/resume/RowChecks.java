package dev.meanwhile.proof.resume;

import dev.meanwhile.proof.Tally;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether every line of a file became exactly what it must.
final class RowChecks {
  private RowChecks() {}

  static void check(Tally tally, Expected expected, List<Row> rows, Set<Long> rejects) {
    var lines = new HashSet<Long>();
    long doubled = rows.stream().filter(row -> !lines.add(row.line())).count();
    var wanted = new HashSet<>(expected.good());
    var got = new HashSet<>(rows);
    long lost = expected.good().stream().filter(row -> !got.contains(row)).count();
    long strange = rows.stream().filter(row -> !wanted.contains(row)).count();
    tally.check(
        lost == 0 && doubled == 0 && strange == 0 && rows.size() == expected.good().size(),
        "%s: every row is there exactly once (%,d rows; lost %d, doubled %d, not as in the file %d)"
            .formatted(expected.name(), rows.size(), lost, doubled, strange));
    tally.check(
        rejects.equals(expected.bad()),
        "%s: rejected are exactly the bad rows (%,d of %,d)"
            .formatted(expected.name(), rejects.size(), expected.bad().size()));
  }
}
