package dev.meanwhile.proof.pairs;

import java.util.List;
import java.util.function.Consumer;

/// Where a task stands when two deeds meet: the deeds that led there, and how time stands.
enum Start {
  WAITING("waiting"),
  SCHEDULED("waiting for a later time", later -> later.due = false),
  EXPIRED("waiting, expired", late -> late.expired = true),
  RUNNING("running", Deed.CLAIM),
  LATE(
      "running, overdue, on a dead node",
      late -> {
        late.overdue = true;
        late.orphan = true;
      },
      Deed.CLAIM),
  RETRYING("running its retry", Deed.CLAIM, Deed.FAIL_FOR_NOW, Deed.RETRY_BY_ITSELF),
  LAST_CHANCE(
      "running its last retry, overdue, on the third dead node",
      last -> {
        last.overdue = true;
        last.orphan = true;
        last.crashes = 2;
      },
      Deed.CLAIM,
      Deed.FAIL_FOR_NOW,
      Deed.RETRY_BY_ITSELF,
      Deed.TIME_OUT,
      Deed.RETRY_BY_ITSELF),
  WILL_RETRY("will retry later", Deed.CLAIM, Deed.FAIL_FOR_NOW),
  RETRY_DUE("will retry now", now -> now.due = true, Deed.CLAIM, Deed.FAIL_FOR_NOW),
  TIMED_OUT("timed out, will retry now", now -> now.due = true, Deed.CLAIM, Deed.TIME_OUT),
  NEEDS_ATTENTION("needs attention", Deed.CLAIM, Deed.FAIL),
  DISMISSED("dismissed", Deed.CLAIM, Deed.FAIL, Deed.DISMISS),
  DISMISSED_EARLY("dismissed before its retry", Deed.CLAIM, Deed.FAIL_FOR_NOW, Deed.DISMISS),
  BACK("waiting, retried by hand", Deed.CLAIM, Deed.FAIL, Deed.RETRY),
  BACK_AT_WORK("running, retried by hand", Deed.CLAIM, Deed.FAIL, Deed.RETRY, Deed.CLAIM),
  RESCUED("waiting, rescued", Deed.CLAIM, Deed.RESCUE),
  COMPLETED("done", Deed.CLAIM, Deed.COMPLETE),
  CANCELLED("cancelled", Deed.CLAIM, Deed.CANCEL),
  ARCHIVED("done, archived", Deed.CLAIM, Deed.COMPLETE, Deed.ARCHIVE),
  ARCHIVED_FAILED("failed, archived", Deed.CLAIM, Deed.FAIL, Deed.ARCHIVE),
  ARCHIVED_DISMISSED("dismissed, archived", Deed.CLAIM, Deed.FAIL, Deed.DISMISS, Deed.ARCHIVE);

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // keeps nothing
  private final Consumer<Model> time;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Deed> deeds;

  Start(String words, Deed... deeds) {
    this(words, _ -> {}, deeds);
  }

  Start(String words, Consumer<Model> time, Deed... deeds) {
    this.words = words;
    this.time = time;
    this.deeds = List.of(deeds);
  }

  List<Deed> deeds() {
    return deeds;
  }

  /// Lets time pass, in the model.
  void settle(Model task) {
    time.accept(task);
  }

  @Override
  public String toString() {
    return words;
  }
}
