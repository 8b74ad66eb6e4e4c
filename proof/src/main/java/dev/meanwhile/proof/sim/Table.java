package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.proof.sim.Row.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the statements of the engine do to the tables, each as one step. Planted defects live here.
final class Table {

  /// A task that a node holds.
  record Lease(Row row, int attempt, int retryCount, int crashes) {}

  private final Defect defect;
  private final Ledger ledger;
  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<Long, Long> leases = new TreeMap<>();
  private long nextNode = 1;

  Table(Defect defect, Ledger ledger) {
    this.defect = defect;
    this.ledger = ledger;
  }

  List<Row> rows() {
    return rows;
  }

  void submit(Plan plan, long now) {
    Row row = new Row(plan);
    row.place = new Place();
    row.place.runAt = now + plan.delayMillis();
    rows.add(row);
    tell(row, "submitted", 0, TaskStatus.PENDING, row.place.runAt, null, now);
  }

  List<Lease> claim(long node, int most, long now) {
    List<Lease> taken = new ArrayList<>();
    for (Row row : rows) {
      Place place = row.place;
      boolean due =
          place != null && !place.leased() && (place.runAt <= now || defect == Defect.EARLY);
      if (place != null && due && taken.size() < most) {
        TaskStatus before = row.now();
        place.attempt++;
        place.retryCount += place.retrying && defect != Defect.BUDGET ? 1 : 0;
        place.retrying = false;
        place.owner = node;
        place.deadline = now + row.plan.timeoutSeconds() * 1000L;
        taken.add(new Lease(row, place.attempt, place.retryCount, place.crashes));
        tell(row, "claimed", place.attempt, before, -1, null, now);
      }
    }
    return taken;
  }

  /// @return whether it was accepted
  boolean settle(Row row, int attempt, Transition end, boolean overdue, long now) {
    Place place = row.place;
    if (place == null
        || (place.attempt != attempt && defect != Defect.FENCE)
        || (!place.leased() && defect != Defect.TWICE)
        || (overdue && place.deadline >= now && defect != Defect.HASTY)) {
      return false;
    }
    if (overdue) {
      ledger.overdue(row.plan.id(), place.deadline, now);
    }
    TaskStatus before = row.now();
    Duration back = end.back();
    row.status = end.status();
    row.attempt = place.attempt;
    row.retryCount = place.retryCount;
    long due = -1;
    if (back == null) {
      row.place = null;
      row.output = end.output();
    } else {
      place.owner = 0;
      place.runAt = now + back.toMillis();
      place.retrying = end.retrying();
      place.crashes += end.crashed() && defect != Defect.FORGETFUL ? 1 : 0;
      due = place.runAt;
    }
    tell(row, end.event(), attempt, before, due, end, now);
    return true;
  }

  boolean checkpoint(Row row, int attempt) {
    Place place = row.place;
    if (place == null || place.attempt != attempt || !place.leased()) {
      return false;
    }
    place.crashes = 0;
    ledger.movedOn(row.plan.id());
    return true;
  }

  boolean cancel(Row row, long now) {
    TaskStatus before = row.now();
    Place place = row.place;
    if (place == null || row.failed()) {
      return false;
    }
    row.attempt = place.attempt;
    row.retryCount = place.retryCount;
    row.place = null;
    row.status = TaskStatus.CANCELLED;
    tell(row, "cancelled", 0, before, -1, null, now);
    return true;
  }

  boolean retry(Row row, long now) {
    boolean revived = defect == Defect.REFUSED && row.status == TaskStatus.CANCELLED;
    if (!row.failed() && !revived) {
      return false;
    }
    TaskStatus before = row.now();
    Place place = row.place == null ? new Place() : row.place;
    if (row.place == null) {
      place.attempt = defect == Defect.ATTEMPT ? 0 : row.attempt;
    }
    place.runAt = now;
    place.retrying = false;
    place.retryCount = 0;
    place.crashes = 0;
    row.place = place;
    row.status = TaskStatus.PENDING;
    row.retryCount = 0;
    row.dismissed = false;
    tell(row, "retried", 0, before, now, null, now);
    return true;
  }

  boolean dismiss(Row row, long now) {
    if (!row.failed() || row.dismissed) {
      return false;
    }
    if (row.place != null && defect != Defect.DISMISSAL) {
      row.attempt = row.place.attempt;
      row.retryCount = row.place.retryCount;
      row.place = null;
    }
    row.dismissed = true;
    tell(row, "dismissed", 0, row.status, -1, null, now);
    return true;
  }

  boolean reinstate(Row row, long now) {
    if (!row.failed() || !row.dismissed) {
      return false;
    }
    row.dismissed = false;
    tell(row, "reinstated", 0, row.status, -1, null, now);
    return true;
  }

  long register(long until) {
    leases.put(nextNode, until);
    return nextNode++;
  }

  /// @return false when the node was given up for dead
  boolean renew(long node, long until) {
    return leases.replace(node, until) != null;
  }

  void leave(long node) {
    leases.remove(node);
  }

  /// Strikes dead nodes off.
  ///
  /// @return the rows nobody holds any more
  List<Row> orphans(long self, long now) {
    leases.entrySet().removeIf(node -> node.getKey() != self && dead(node.getValue(), now));
    return rows.stream()
        .filter(row -> row.place != null && row.place.leased())
        .filter(row -> row.place != null && !leases.containsKey(row.place.owner))
        .toList();
  }

  private boolean dead(long until, long now) {
    if (until < now || defect == Defect.LIVELY) {
      ledger.buried(until, now);
      return true;
    }
    return false;
  }

  private void tell(
      Row row,
      String type,
      int attempt,
      TaskStatus before,
      long dueAt,
      @Nullable Transition end,
      long now) {
    ledger.add(new Deed(now, row.plan.id(), type, attempt, before, row.now(), dueAt, end), row);
  }
}
