package dev.meanwhile.engine.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Passes on that something was committed: to the listeners of this node at once, to other nodes
/// through the [Notifier]. News are a hint, never the truth: whoever hears them reads the database.
public final class News {
  private final List<Runnable> onTasks = new CopyOnWriteArrayList<>();
  private final List<Runnable> onEvents = new CopyOnWriteArrayList<>();
  private final List<Runnable> onSlots = new CopyOnWriteArrayList<>();
  private final List<Runnable> onLocal = new CopyOnWriteArrayList<>();
  private final List<Runnable> onOutages = new CopyOnWriteArrayList<>();
  private volatile boolean tasksForOthers;
  private volatile boolean eventsForOthers;
  private volatile boolean slotsForOthers;
  private volatile boolean outagesForOthers;

  /// There may be tasks to claim.
  public void whenTasks(Runnable listener) {
    onTasks.add(listener);
  }

  /// There may be events to read.
  public AutoCloseable whenEvents(Runnable listener) {
    onEvents.add(listener);
    return () -> onEvents.remove(listener);
  }

  /// On another node a task of a limited type has ended.
  public void whenSlots(Runnable listener) {
    onSlots.add(listener);
  }

  /// A dependency or a type may have been opened, closed, paused or resumed.
  public void whenOutages(Runnable listener) {
    onOutages.add(listener);
  }

  void whenLocal(Runnable listener) {
    onLocal.add(listener);
  }

  /// This node committed new tasks, or tasks that are due again.
  public void tasksHere() {
    tasksForOthers = true;
    onTasks.forEach(Runnable::run);
    eventsHere();
  }

  /// This node committed events.
  public void eventsHere() {
    eventsForOthers = true;
    onEvents.forEach(Runnable::run);
    onLocal.forEach(Runnable::run);
  }

  /// This node committed the end of a task of a limited type.
  public void slotsHere() {
    slotsForOthers = true;
    onLocal.forEach(Runnable::run);
  }

  void slotsElsewhere() {
    onSlots.forEach(Runnable::run);
  }

  /// This node opened, closed, paused or resumed a dependency or a type.
  public void outagesHere() {
    outagesForOthers = true;
    onOutages.forEach(Runnable::run);
    onLocal.forEach(Runnable::run);
  }

  void outagesElsewhere() {
    onOutages.forEach(Runnable::run);
  }

  void tasksElsewhere() {
    onTasks.forEach(Runnable::run);
  }

  void eventsElsewhere() {
    onEvents.forEach(Runnable::run);
  }

  boolean anyoneListensToEvents() {
    return !onEvents.isEmpty();
  }

  /// What other nodes have not been told yet: `t` for tasks, `e` for events, `s` for slots of
  /// limited types, `o` for outages; empty when they know all.
  String takeForOthers() {
    String news =
        (tasksForOthers ? "t" : "")
            + (eventsForOthers ? "e" : "")
            + (slotsForOthers ? "s" : "")
            + (outagesForOthers ? "o" : "");
    tasksForOthers = false;
    eventsForOthers = false;
    slotsForOthers = false;
    outagesForOthers = false;
    return news;
  }
}
