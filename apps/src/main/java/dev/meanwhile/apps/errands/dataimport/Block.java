package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.Row;
import dev.meanwhile.apps.errands.dataimport.target.Entry;
import dev.meanwhile.apps.errands.dataimport.target.Mapping;
import dev.meanwhile.apps.errands.dataimport.target.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Some rows that are committed together: the good ones and the others.
record Block(List<Entry> entries, List<Reject> rejects) {
  private static final int FEWEST = 100;
  private static final int MOST = 2_000;

  /// How many rows a block has, so that people see it move and the database is not asked too often.
  static int rowsFor(long total) {
    return Math.clamp(total / 20, FEWEST, MOST);
  }

  static Block of(List<Row> rows, Mapping mapping) {
    var entries = new ArrayList<Entry>(rows.size());
    var rejects = new ArrayList<Reject>();
    for (Row row : rows) {
      String damage = row.damage();
      if (damage != null) {
        rejects.add(Reject.of(row, damage));
        continue;
      }
      switch (Verdict.on(mapping.target(), row.line(), mapping.cells(row.cells()))) {
        case Verdict.Fits(Entry entry) -> entries.add(entry);
        case Verdict.Refused(String reason) -> rejects.add(Reject.of(row, reason));
      }
    }
    return new Block(entries, rejects);
  }

  int size() {
    return entries.size() + rejects.size();
  }
}
