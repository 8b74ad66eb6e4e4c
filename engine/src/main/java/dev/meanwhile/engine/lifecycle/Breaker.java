package dev.meanwhile.engine.lifecycle;

import static dev.meanwhile.engine.DependencyHealth.State.CLOSED;
import static dev.meanwhile.engine.DependencyHealth.State.OPEN;
import static dev.meanwhile.engine.DependencyHealth.State.PROBING;
import static dev.meanwhile.engine.DependencyHealth.State.RECOVERING;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth.Pause;
import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The breaker of one dependency at one moment, and the rules by which it changes. Each rule
/// answers with the next breaker and, when something happened that people should know, a note.
///
/// @param failures in a row, since the last answer
/// @param gap how long the pause before the next probe is
/// @param probe the attempt that tries whether the dependency answers
/// @param pacedTo up to here the pace has been used up, while recovering
/// @param incident the record of this outage
/// @param now the database's time
public record Breaker(
    Dependency of,
    State state,
    int failures,
    @Nullable String why,
    @Nullable Instant since,
    Duration gap,
    @Nullable Instant nextProbeAt,
    @Nullable Probe probe,
    @Nullable Instant pacedTo,
    @Nullable Pause pause,
    @Nullable Long incident,
    Instant now) {

  /// The attempt that was let through to try.
  public record Probe(UUID task, int attempt) {}

  /// What happened.
  public record Note(String type, String sentence) {}

  /// A rule's answer.
  ///
  /// @param note null when there is nothing to tell
  public record Change(Breaker next, @Nullable Note note) {}

  /// A failure that was blamed on the dependency.
  ///
  /// @param clear whether the handler said that the dependency is away, so that one is enough
  public record Blame(String why, boolean clear, @Nullable Duration retryAfter) {}

  /// At most the work of so long is saved up when nobody took it, in seconds.
  private static final double SAVED = 0.2;

  /// The same, with the number of its record.
  public Breaker under(@Nullable Long record) {
    Draft next = new Draft(this);
    next.incident = record;
    return next.done();
  }

  /// Whether tasks that need it must wait.
  public boolean shut() {
    return state == OPEN || state == PROBING;
  }

  /// Whether nothing is to be done about it.
  public boolean calm() {
    return state == CLOSED && failures == 0;
  }

  /// What people read whose task waits for it.
  public String sentence() {
    return pause == null
        ? Sentences.notAnswering(of.title())
        : Sentences.paused(of.title(), pause.why());
  }

  /// Whether it is time for a probe.
  public boolean due() {
    return state == OPEN && pause == null && (nextProbeAt == null || !nextProbeAt.isAfter(now));
  }

  /// A call failed.
  ///
  /// @param by the attempt that made it
  public Change failed(Blame blame, Probe by) {
    if (pause != null) {
      return new Change(this, null);
    }
    boolean enough = blame.clear() || failures + 1 >= of.threshold();
    return switch (state) {
      case CLOSED -> enough ? opened(blame) : counted();
      case RECOVERING -> enough ? reopened(blame) : counted();
      case PROBING -> by.equals(probe) ? probeFailed(blame) : new Change(this, null);
      case OPEN -> new Change(patient(blame), null);
    };
  }

  private Change counted() {
    Draft next = new Draft(this);
    next.failures++;
    return next.silently();
  }

  private Change opened(Blame blame) {
    Draft next = new Draft(this);
    next.failures++;
    next.since = now;
    next.open(blame, of.firstPause());
    return next.noting("opened", "%s is not answering: %s.", of.title(), bare(blame.why()));
  }

  private Change reopened(Blame blame) {
    Draft next = new Draft(this);
    next.failures++;
    next.open(blame, of.firstPause());
    return next.noting("reopened", "%s is away again: %s.", of.title(), bare(blame.why()));
  }

  private Change probeFailed(Blame blame) {
    Draft next = new Draft(this);
    next.failures++;
    Duration doubled = gap.multipliedBy(2);
    next.open(blame, doubled.compareTo(of.longestPause()) > 0 ? of.longestPause() : doubled);
    return next.noting("probe_failed", "It is still away: %s.", bare(blame.why()));
  }

  private Breaker patient(Blame blame) {
    Draft next = new Draft(this);
    Instant asked = now.plus(capped(blame.retryAfter()));
    if (next.nextProbeAt == null || asked.isAfter(next.nextProbeAt)) {
      next.nextProbeAt = asked;
    }
    return next.done();
  }

  /// A call was answered.
  ///
  /// @param passed whether the attempt was let through since the outage began: the answer to a call
  ///   that was made before says nothing
  public Change answered(boolean passed) {
    Draft next = new Draft(this);
    if (shut() && passed && pause == null) {
      next.state = RECOVERING;
      next.failures = 0;
      next.nextProbeAt = null;
      next.probe = null;
      next.pacedTo = now;
      return next.noting(
          "answered",
          "%s answers again. What waited goes on, at most %s a second.",
          of.title(),
          number(of.pace()));
    }
    if (!shut()) {
      next.failures = 0;
    }
    return next.silently();
  }

  /// This attempt is let through to try.
  public Change probing(Probe by, String actorsWords) {
    Draft next = new Draft(this);
    next.state = PROBING;
    next.probe = by;
    next.nextProbeAt = null;
    return next.noting("probing", "One task tries whether it answers (%s).", actorsWords);
  }

  /// The probe ended without an answer to the question, or its worker died.
  ///
  /// @param atOnce whether another may go at once
  public Change probeLost(boolean atOnce) {
    if (state != PROBING) {
      return new Change(this, null);
    }
    Draft next = new Draft(this);
    next.state = OPEN;
    next.probe = null;
    next.nextProbeAt = atOnce ? now : now.plus(gap);
    return next.noting(
        "probe_lost", "The task that tried it ended without telling. Another will try.");
  }

  /// How many tasks may be let in now.
  public int allowance() {
    if (state != RECOVERING || pause != null) {
      return 0;
    }
    double seconds = Duration.between(start(), now).toNanos() / 1e9;
    return (int) Math.max(0, Math.floor(seconds * of.pace() + 1e-6));
  }

  /// So many were let in.
  public Change letIn(int tasks) {
    Draft next = new Draft(this);
    next.pacedTo = start().plusNanos(Math.round(tasks / of.pace() * 1e9));
    return next.silently();
  }

  private Instant start() {
    double saved = Math.max(1 / of.pace(), SAVED);
    Instant earliest = now.minusNanos(Math.round(saved * 1e9));
    return pacedTo == null || pacedTo.isBefore(earliest) ? earliest : pacedTo;
  }

  /// Nobody waits for it any more.
  public Change cleared() {
    Draft next = new Draft(this);
    next.state = CLOSED;
    next.failures = 0;
    next.why = null;
    next.since = null;
    next.nextProbeAt = null;
    next.probe = null;
    next.pacedTo = null;
    next.incident = null;
    return next.noting("closed", "All that waited goes on. %s works as usual.", of.title());
  }

  /// Somebody keeps it back.
  public Change paused(String by, String reason) {
    Draft next = new Draft(this);
    next.state = OPEN;
    next.since = since == null ? now : since;
    next.nextProbeAt = null;
    next.probe = null;
    next.pause = new Pause(now, by, reason);
    return next.noting("paused", "Paused: %s.", bare(reason));
  }

  /// Somebody ends the pause, or wants it tried now.
  public Change resumed(String reason) {
    Draft next = new Draft(this);
    next.state = OPEN;
    next.gap = of.firstPause();
    next.nextProbeAt = now;
    next.probe = null;
    next.pause = null;
    return next.noting("resumed", "Resumed: %s. One task goes first.", bare(reason));
  }

  private static Duration capped(@Nullable Duration asked) {
    if (asked == null || asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : asked;
  }

  private static String bare(String words) {
    return words.strip().replaceAll("[.\\s]+$", "");
  }

  private static String number(double pace) {
    return pace == Math.rint(pace) ? Long.toString((long) pace) : Double.toString(pace);
  }

  /// The next breaker in the making.
  private static final class Draft {
    private final Breaker old;
    private State state;
    private int failures;
    private @Nullable String why;
    private @Nullable Instant since;
    private Duration gap;
    private @Nullable Instant nextProbeAt;
    private @Nullable Probe probe;
    private @Nullable Instant pacedTo;
    private @Nullable Pause pause;
    private @Nullable Long incident;

    Draft(Breaker from) {
      old = from;
      state = from.state;
      failures = from.failures;
      why = from.why;
      since = from.since;
      gap = from.gap;
      nextProbeAt = from.nextProbeAt;
      probe = from.probe;
      pacedTo = from.pacedTo;
      pause = from.pause;
      incident = from.incident;
    }

    void open(Blame blame, Duration wait) {
      state = OPEN;
      why = Sentences.shortened(bare(blame.why()));
      gap = wait;
      Duration asked = capped(blame.retryAfter());
      nextProbeAt = old.now.plus(asked.compareTo(wait) > 0 ? asked : wait);
      probe = null;
      pacedTo = null;
    }

    Breaker done() {
      return new Breaker(
          old.of,
          state,
          failures,
          why,
          since,
          gap,
          nextProbeAt,
          probe,
          pacedTo,
          pause,
          incident,
          old.now);
    }

    Change silently() {
      return new Change(done(), null);
    }

    Change noting(String type, String sentence, Object... arguments) {
      return new Change(done(), new Note(type, Sentences.shortened(sentence.formatted(arguments))));
    }
  }
}
