package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Cursor;
import java.util.HashSet;
import java.util.List;

/// What a client got, compared with the log.
///
/// @param expected how many events it had to get
/// @param missed which it did not get
/// @param doubled which it got more than once
/// @param disordered which came after a later one
/// @param strange which are not for it, or not in the log
record Verdict(long expected, long missed, long doubled, long disordered, long strange) {

  static Verdict of(Listener listener, List<Cursor> meant) {
    var from = listener.from();
    var wanted = new HashSet<Cursor>();
    for (var cursor : meant) {
      if (cursor.compareTo(from) > 0) {
        wanted.add(new Cursor(from.epoch(), cursor.xid(), cursor.seq()));
      }
    }
    long expected = wanted.size();
    var got = new HashSet<Cursor>();
    long doubled = 0;
    long disordered = 0;
    long strange = 0;
    Cursor last = from;
    var seen = listener.seen();
    for (int i = 0; i < seen.size(); i++) {
      var cursor = seen.at(i, from.epoch());
      if (!wanted.contains(cursor)) {
        strange++;
      } else if (!got.add(cursor)) {
        doubled++;
      }
      disordered += cursor.compareTo(last) < 0 ? 1 : 0;
      last = cursor;
    }
    return new Verdict(expected, expected - got.size(), doubled, disordered, strange);
  }

  Verdict plus(Verdict other) {
    return new Verdict(
        expected + other.expected,
        missed + other.missed,
        doubled + other.doubled,
        disordered + other.disordered,
        strange + other.strange);
  }
}
