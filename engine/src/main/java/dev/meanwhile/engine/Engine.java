package dev.meanwhile.engine;

import dev.meanwhile.engine.estimate.Bookkeeper;
import dev.meanwhile.engine.estimate.History;
import dev.meanwhile.engine.estimate.Measures;
import dev.meanwhile.engine.lease.Claimer;
import dev.meanwhile.engine.lease.Gatekeeper;
import dev.meanwhile.engine.lease.Limits;
import dev.meanwhile.engine.lease.Readmission;
import dev.meanwhile.engine.lease.Reporter;
import dev.meanwhile.engine.lease.Runner;
import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.lease.Settler;
import dev.meanwhile.engine.live.Feed;
import dev.meanwhile.engine.live.Listener;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.live.Notifier;
import dev.meanwhile.engine.live.Poll;
import dev.meanwhile.engine.loop.Loop;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.outage.OutageDesk;
import dev.meanwhile.engine.outage.Outlook;
import dev.meanwhile.engine.outside.OutsideDesk;
import dev.meanwhile.engine.pull.PullDesk;
import dev.meanwhile.engine.schedule.KeptSchedules;
import dev.meanwhile.engine.schedule.Scheduler;
import dev.meanwhile.engine.store.GateStore.RateGate;
import dev.meanwhile.engine.store.JoiningWire;
import dev.meanwhile.engine.store.SchemaStore;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Heart;
import dev.meanwhile.engine.upkeep.Membership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A node: claims tasks, runs their handlers and looks after what dead nodes left behind. The only
/// class that wires the others.
///
/// It keeps nine connections of its data source for itself while it works, one more when it runs
/// types with limits, and four when it only submits and reads; and one more as soon as somebody
/// outside reports to it.
public final class Engine implements AutoCloseable {
  private final EngineConfig config;
  private final DataSource database;
  private final Map<String, TaskType<?>> types;
  private final Map<String, Handler<?>> handlers;
  private final Repertoire repertoire;
  private final Deque<Wire> wires = new ArrayDeque<>();
  private final Deque<Loop> signals = new ArrayDeque<>();
  private final News news = new News();
  private final Membership membership = new Membership();
  private final Running running;
  private final Feed feed;
  private final History history;
  private final Wire submitWire;
  private final EngineTasks tasks;
  private final KeptSchedules schedules;
  private final List<Schedule> announced;
  private final OutageDesk outages;
  private final OutsideDesk outside;
  private final PullDesk pulls;
  private final Listener listener;
  private final @Nullable ArchivePlan archivePlan;
  private final IntConsumer whenArchived;
  private @Nullable Worker worker;
  private boolean closed;

  private Engine(Builder from) {
    this.config = from.config;
    this.database = from.database;
    this.types = BulkWork.among(from.types);
    this.handlers = new BulkWork(database, news::tasksHere).with(from.handlers);
    this.archivePlan = from.archivePlan;
    this.whenArchived = from.whenArchived;
    this.running = new Running(config.concurrency(), types);
    this.feed = new Feed(wire(), news);
    this.history = new History(database);
    this.submitWire = kept(Wire.free(database));
    Map<String, TaskType<?>> known = new ConcurrentHashMap<>(from.types);
    this.tasks =
        new EngineTasks(database, submitWire, known, from.callerTransaction, news, feed, running);
    JoiningWire joining = new JoiningWire(submitWire, from.callerTransaction);
    this.schedules = new KeptSchedules(joining, types.keySet(), tasks::submit, news);
    this.announced = List.copyOf(from.schedules);
    this.outages = new OutageDesk(joining, types.values(), from.dependencies, news);
    Wire fromOutside = wire();
    this.outside = new OutsideDesk(fromOutside, types, news, running::lost);
    this.pulls = new PullDesk(fromOutside, database, outside, news);
    pulls.handle(types.values(), handlers);
    this.repertoire =
        new Repertoire(
            submitWire, known, types, handlers, Map.copyOf(from.dependencyRates), outages);
    String self = UUID.randomUUID().toString();
    this.listener = new Listener(news, database, self);
    Notifier notifier = new Notifier(news, wire(), self);
    Loop notifying = Loop.start("notifier", notifier);
    notifier.attach(notifying::wake);
    signals.add(notifying);
    signals.add(Loop.start("listener", listener));
    signals.add(Loop.start("poll", new Poll(news)));
  }

  private Wire wire() {
    return kept(Wire.pinned(database));
  }

  private Wire kept(Wire wire) {
    wires.push(wire);
    return wire;
  }

  /// Creates or upgrades the engine's tables; safe to call from many nodes at once.
  ///
  /// @throws IllegalStateException when the database was migrated by a newer version
  public static void migrate(DataSource database) {
    SchemaStore.migrate(database);
  }

  public static Builder on(DataSource database) {
    return new Builder(database);
  }

  public Tasks tasks() {
    return tasks;
  }

  /// What begins by the clock. It can be read and changed by every engine, also before [#start];
  /// nodes that are at work and know the task's type submit what is due.
  public Schedules schedules() {
    return schedules;
  }

  public EventFeed events() {
    return feed;
  }

  /// How long tasks usually take.
  public Estimates estimates() {
    return history;
  }

  /// The services that tasks need, and what happens while one is away.
  public Outages outages() {
    return outages;
  }

  /// Where those who work outside our nodes say how it goes, on every engine.
  public Outside outside() {
    return outside;
  }

  /// Where workers outside our nodes ask for tasks of pulled types. Only an engine that was started
  /// hands them out.
  public Pulls pulls() {
    return pulls;
  }

  /// As [#learn(TaskType, Handler)], for a pulled type, which needs no handler.
  public synchronized void learn(TaskType<?> type) {
    learn(type, pulls.handler(type));
  }

  /// Makes a type known and runs it here, also while the engine is at work, or exchanges one that
  /// is known by a new version of it. What is waiting or running keeps the timeout and the number
  /// of retries it was submitted with.
  public synchronized <I> void learn(TaskType<I> type, Handler<? super I> handler) {
    repertoire.learn(type, handler);
    news.tasksHere();
  }

  /// Starts to claim and run tasks. Before it, or without it, tasks can be submitted and read.
  public synchronized void start() {
    if (closed) {
      throw new IllegalStateException("A closed engine cannot be started again.");
    }
    if (worker != null) {
      return;
    }
    String actor = "node:" + config.node();
    Reporter reporter = new Reporter(wire(), actor, news);
    Settler settler = new Settler(List.of(wire(), wire()), news);
    Wire upkeep = wire();
    Outlook outlook = new Outlook(upkeep, types);
    Breakers breakers = new Breakers(upkeep, outlook, news, actor);
    Runner runner =
        new Runner(types, handlers, running, reporter, settler, database, actor, news, breakers);
    Map<String, Limits> limits = repertoire.limits();
    Gatekeeper gatekeeper =
        new Gatekeeper(
            wire(), membership, actor, limits, config.poll(), running, runner::start, news);
    Wire claims = wire();
    Readmission readmission =
        new Readmission(
            claims,
            outlook,
            types,
            handlers.keySet(),
            limits,
            pulls.seats(),
            membership,
            actor,
            runner::start,
            news);
    Claimer claimer =
        new Claimer(
            claims,
            wire(),
            membership,
            actor,
            handlers.keySet(),
            config.poll(),
            running,
            runner::start,
            news,
            gatekeeper,
            outlook,
            readmission,
            pulls.seats());
    Heart heart =
        new Heart(
            wire(),
            membership,
            config.node(),
            config.lease(),
            config.concurrency(),
            handlers.keySet(),
            running);
    try {
      submitWire.run(c -> repertoire.announce(c, archivePlan));
      announced.forEach(schedules::put);
      heart.register();
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
    Deque<Loop> loops = new ArrayDeque<>(List.of(Loop.start("heart", heart)));
    Chores chores = new Chores(upkeep, membership, types, news, actor);
    loops.addAll(chores.start(config, running, breakers, whenArchived));
    runner.submitBy(tasks::submit);
    Measures measures = new Measures();
    runner.measureBy(measures);
    outside.startedWith(gatekeeper::ended, measures);
    repertoire.startedWith(gatekeeper, readmission);
    Bookkeeper bookkeeper = new Bookkeeper(upkeep, measures);
    loops.add(Loop.start("bookkeeper", bookkeeper));
    Scheduler scheduler = new Scheduler(upkeep, types.keySet(), tasks::submit, news);
    Loop scheduling = Loop.start("scheduler", scheduler);
    schedules.whenChanged(scheduling::wake);
    loops.add(scheduling);
    Loop reporting = Loop.start("reporter", reporter);
    reporter.wakeBy(reporting::wake);
    Loop gatekeeping = Loop.start("gatekeeper", gatekeeper);
    loops.add(gatekeeping);
    gatekeeper.wakeBy(gatekeeping::wake);
    Loop claiming = Loop.start("claimer", claimer);
    loops.add(claiming);
    Loop helping = Loop.start("second claimer", claimer::help);
    loops.add(helping);
    claimer.helpBy(helping::wake);
    gatekeeper.whenOpen(claiming::wake);
    outages.startedWith(outlook);
    pulls.startedWith(claiming::wake);
    outlook.afterEach(() -> {
      breakers.lookAfter();
      claiming.wake();
    });
    Loop looking = Loop.start("outlook", outlook);
    loops.add(looking);
    news.whenOutages(looking::wake);
    runner.whenPlaceFree(claiming::wake);
    runner.whenEnded(gatekeeper::ended);
    news.whenTasks(claiming::wake);
    worker = new Worker(claimer, settler, heart, loops, reporting, bookkeeper);
  }

  /// Whether the node is at work and in touch with its database.
  public synchronized boolean healthy() {
    return !closed && (worker == null || membership.alive(config.lease()));
  }

  /// Stops claiming, waits for the running tasks up to the grace, hands the rest back at no cost,
  /// and returns the connections. Safe to call twice.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    pulls.end();
    if (worker != null) {
      worker.stop(running, config.grace());
    }
    pulls.close();
    tasks.close();
    signals.forEach(Loop::close);
    listener.close();
    wires.forEach(Wire::close);
  }

  /// Collects what an engine needs.
  public static final class Builder {
    private final DataSource database;
    private final Map<String, TaskType<?>> types = new LinkedHashMap<>();
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();
    private final Map<String, RateGate> dependencyRates = new LinkedHashMap<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final Map<String, Dependency> dependencies = new LinkedHashMap<>();
    private EngineConfig config = EngineConfig.defaults();
    private CallerTransaction callerTransaction = CallerTransaction.none();
    private @Nullable ArchivePlan archivePlan;
    private IntConsumer whenArchived = _ -> {};

    private Builder(DataSource database) {
      this.database = database;
    }

    public Builder config(EngineConfig of) {
      config = of;
      return this;
    }

    /// Makes a type known without running it here. A pulled one is handed out here all the same.
    public Builder knows(TaskType<?> type) {
      Repertoire.mustBeFree(type);
      if (types.putIfAbsent(type.name(), type) != null) {
        throw new IllegalArgumentException(
            "Two task types are called '" + type.name() + "'; a name belongs to one.");
      }
      return this;
    }

    /// Makes a type known and runs it here.
    public <I> Builder handles(TaskType<I> type, Handler<? super I> handler) {
      knows(type);
      handlers.put(type.name(), handler);
      return this;
    }

    /// At most so many tasks that need this service ([TaskType#needs]) are started in any such
    /// span, of all types and on all nodes together. Say it on every node that runs one of these
    /// types.
    ///
    /// @param tasks at least 1
    /// @param per at least a second
    public Builder dependencyRate(String service, int tasks, Duration per) {
      TaskType.Rate rate = new TaskType.Rate(tasks, per);
      dependencyRates.put(service, new RateGate("dependency:" + service, rate.tasks(), rate.per()));
      return this;
    }

    /// When ended tasks move to the archive; without it, what the database says is kept.
    public Builder archive(ArchivePlan plan) {
      archivePlan = plan;
      return this;
    }

    /// Hears how many tasks were archived, after each run that this node brought to its end.
    public Builder onArchived(IntConsumer listener) {
      whenArchived = listener;
      return this;
    }

    /// Puts a schedule when the engine starts ([Schedules#put]). One that is no longer put stays;
    /// take it back with [Schedules#remove].
    public Builder schedule(Schedule schedule) {
      schedules.add(schedule);
      return this;
    }

    /// Says how outages of a service are handled; without it they are handled as [Dependency#of]
    /// says. The node that started last has the last word.
    public Builder dependency(Dependency dependency) {
      dependencies.put(dependency.name(), dependency);
      return this;
    }

    public Builder joining(CallerTransaction transaction) {
      callerTransaction = transaction;
      return this;
    }

    /// The engine, able to submit and read; [Engine#start] makes it work.
    public Engine build() {
      return new Engine(this);
    }
  }
}
