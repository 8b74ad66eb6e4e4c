package dev.meanwhile.proof.pairs;

/// What the rules expect when a second deed comes while the first is not committed yet.
///
/// @param first whether the first changes the task
/// @param blocked whether the second waits for the end of the first
/// @param second whether the second changes the task
/// @param secondLabel the word the second hears for where the task stands when it is refused
/// @param end the task after both
record Meeting(boolean first, boolean blocked, boolean second, String secondLabel, Model end) {

  /// @param commits whether the first is committed, or rolled back
  static Meeting of(Model start, Deed a, Deed b, boolean commits) {
    int worker = start.attempt;
    boolean first = start.allows(a, worker);
    var between = first && commits ? start.after(a) : start;
    boolean met = start.holdsQueue(a, worker);
    // Rescuers meet at the row of the dead node, before they come to its tasks.
    boolean skips = b.skips() && !(a == Deed.RESCUE && b == Deed.RESCUE);
    boolean blocked = !skips && wants(start, a, b, worker, met);
    // Whoever need not wait sees the task as it was before the first.
    var seen = blocked ? between : start;
    boolean passedOver = skips && (b == Deed.ARCHIVE ? start.holdsRecord(a, worker) : met);
    boolean second = !passedOver && seen.allows(b, worker);
    var end = second ? between.after(b) : between;
    return new Meeting(first, blocked, second, second ? end.label() : seen.heard(), end);
  }

  private static boolean wants(Model start, Deed a, Deed b, int worker, boolean met) {
    if (b.asked()) {
      return met || start.holdsRecord(a, worker);
    }
    return met && start.allows(b, worker);
  }
}
