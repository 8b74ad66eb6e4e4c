package dev.meanwhile.proof.resume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// One blow: what is hit, at which row, and how long it lies there.
///
/// @param share of all rows, at which it strikes
/// @param downMillis until it is started again
record Fault(Kind kind, double share, long downMillis) {

  enum Kind {
    NODE_KILLED,
    DATABASE_CRASHED
  }

  /// A schedule of chance: the same seed gives the same one.
  static List<Fault> schedule(int kills, int crashes, Random chance) {
    var kinds = new ArrayList<Kind>(Collections.nCopies(kills, Kind.NODE_KILLED));
    kinds.addAll(Collections.nCopies(crashes, Kind.DATABASE_CRASHED));
    Collections.shuffle(kinds, chance);
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < kinds.size(); i++) {
      // Each in its own stretch, with some rows between two of them.
      double place = (i + 0.1 + 0.7 * chance.nextDouble()) / kinds.size();
      faults.add(new Fault(kinds.get(i), 0.02 + 0.93 * place, chance.nextInt(2_000)));
    }
    return faults;
  }
}
