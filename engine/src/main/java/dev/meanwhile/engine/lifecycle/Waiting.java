package dev.meanwhile.engine.lifecycle;

import dev.meanwhile.engine.WaitingReason;
import dev.meanwhile.engine.WaitingReason.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells why a task waits. The order of the questions is the order of [Kind]; the last answer is
/// always true.
public final class Waiting {
  /// Tasks before it are not counted beyond this.
  public static final int COUNTED = 1000;

  private Waiting() {}

  /// A rate that holds for a task.
  ///
  /// @param dependency the service it protects; null for the type's own rate
  /// @param started how many starts count against it now
  /// @param next when the first of them no longer does
  public record Rate(
      @Nullable String dependency, int tasks, Duration per, int started, @Nullable Instant next) {}

  /// What keeps a task, or its whole type, back.
  ///
  /// @param title the service in people's words, or the type in quotes
  /// @param recovering it answers again, and what waited is let in at its pace
  /// @param paused whether a person keeps it back
  /// @param by who: `user:ana`; null when that is not known
  /// @param next when a service that is away is tried next; null when that is not known
  public record Hold(
      String title,
      boolean recovering,
      boolean paused,
      @Nullable String by,
      @Nullable String why,
      @Nullable Instant next) {}

  /// Who asks for tasks of a pulled type.
  ///
  /// @param workers how many did within the last minute
  /// @param lastAsked null when nobody has for a week
  public record Pulling(int workers, @Nullable Instant lastAsked) {}

  /// What must be known of a waiting task.
  ///
  /// @param now the database's clock
  /// @param waitsFor how many tasks must end first
  /// @param hold what is away or paused; null when nothing is
  /// @param runAt when it is due; null for no known time
  /// @param nodes how many living nodes handle its type
  /// @param freeNodes how many of them have a free place
  /// @param places how many places they have together
  /// @param pulling null when its type is not pulled
  /// @param before how many due tasks stand before it, counted up to [#COUNTED] + 1
  public record Facts(
      Instant now,
      String taskType,
      int waitsFor,
      @Nullable Hold hold,
      boolean retrying,
      @Nullable Instant runAt,
      @Nullable Instant expiresAt,
      int nodes,
      int freeNodes,
      int places,
      @Nullable String key,
      @Nullable Integer atOncePerKey,
      int runningOfKey,
      @Nullable Integer atOnce,
      int runningOfType,
      @Nullable Rate typeRate,
      @Nullable Rate dependencyRate,
      @Nullable Pulling pulling,
      int before) {}

  public static WaitingReason reason(Facts task) {
    if (task.waitsFor() > 0) {
      return because(
          Kind.TASKS,
          task.waitsFor() == 1
              ? "It waits for another task to end."
              : "It waits for " + number(task.waitsFor()) + " other tasks to end.",
          task.waitsFor());
    }
    Instant due = task.runAt();
    Hold hold = task.hold();
    if (hold != null && (due == null || !due.isAfter(task.now()))) {
      return new WaitingReason(Kind.PAUSED, sentence(hold), hold.next(), null);
    }
    if (due == null) {
      return because(Kind.PAUSED, "It is held back until somebody lets it go on.", null);
    }
    if (due.isAfter(task.now())) {
      String in = Sentences.in(Duration.between(task.now(), due));
      return task.retrying()
          ? new WaitingReason(Kind.RETRY, "It is tried again " + in + ".", due, null)
          : new WaitingReason(Kind.SCHEDULED, "It is due " + in + ".", due, null);
    }
    if (task.expiresAt() != null && !task.expiresAt().isAfter(task.now())) {
      return because(
          Kind.EXPIRED, "It was not started in time and is about to be cancelled.", null);
    }
    if (task.nodes() == 0) {
      return because(
          Kind.NO_WORKER,
          "No node that runs handles the type '%s'. It starts when one does."
              .formatted(task.taskType()),
          null);
    }
    return limit(task);
  }

  private static String sentence(Hold hold) {
    if (hold.paused()) {
      String by = hold.by() == null ? "Somebody" : Sentences.person(hold.by());
      String why = hold.why() == null ? "." : ": " + Sentences.ended(hold.why());
      return by + " paused " + hold.title() + why + " It goes on when somebody resumes it.";
    }
    return hold.recovering()
        ? hold.title() + " answers again. What waited for it is let in one after the other."
        : "It waits until " + hold.title() + " answers again.";
  }

  private static WaitingReason limit(Facts task) {
    Integer perKey = task.atOncePerKey();
    if (perKey != null && task.key() != null && task.runningOfKey() >= perKey) {
      return because(
          Kind.KEY_LIMIT, running(perKey, "with the key '%s'".formatted(task.key())), perKey);
    }
    Integer atOnce = task.atOnce();
    if (atOnce != null && task.runningOfType() >= atOnce) {
      return because(Kind.TYPE_LIMIT, running(atOnce, "of its type"), atOnce);
    }
    for (Rate rate : new Rate[] {task.typeRate(), task.dependencyRate()}) {
      if (rate != null && rate.started() >= rate.tasks()) {
        return rate(task, rate);
      }
    }
    Pulling pulling = task.pulling();
    if (pulling != null) {
      return pulled(task, pulling);
    }
    if (task.freeNodes() == 0) {
      return because(
          Kind.WORKERS_BUSY,
          task.places() == 1
              ? "Every worker is busy: the only place is taken."
              : "Every worker is busy: all %s places are taken.".formatted(number(task.places())),
          task.places());
    }
    return inLine(task.before());
  }

  private static WaitingReason pulled(Facts task, Pulling pulling) {
    Instant asked = pulling.lastAsked();
    if (asked == null) {
      return because(
          Kind.NO_WORKER,
          "No worker has asked for tasks of the type '%s' yet. It starts when one does."
              .formatted(task.taskType()),
          null);
    }
    if (pulling.workers() == 0) {
      return because(
          Kind.NO_WORKER,
          "No worker asks for tasks of the type '%s'; the last one did %s ago."
              .formatted(task.taskType(), Sentences.span(Duration.between(asked, task.now()))),
          null);
    }
    if (task.before() > 0) {
      return inLine(task.before());
    }
    String sentence =
        pulling.workers() == 1
            ? "The only worker that asks for its type is busy."
            : "All %s workers that ask for its type are busy.".formatted(number(pulling.workers()));
    return because(Kind.WORKERS_BUSY, sentence, pulling.workers());
  }

  private static String running(int most, String whose) {
    return most == 1
        ? "Another task %s is running, and only 1 may.".formatted(whose)
        : "%1$s of %1$s tasks %2$s are running.".formatted(number(most), whose);
  }

  private static WaitingReason rate(Facts task, Rate rate) {
    String whose = rate.dependency() == null ? "of its type" : "that need " + rate.dependency();
    Instant next = rate.next() == null ? task.now() : rate.next();
    String sentence =
        "%s %s may start within %s. The next one may %s."
            .formatted(
                rate.tasks() == 1 ? "Only 1 task" : "Only " + number(rate.tasks()) + " tasks",
                whose,
                Sentences.span(rate.per()),
                Sentences.in(Duration.between(task.now(), next)));
    return new WaitingReason(Kind.RATE, sentence, next, rate.tasks());
  }

  private static WaitingReason inLine(int before) {
    String sentence =
        before == 0
            ? "It is the next in line."
            : before == 1
                ? "1 task is before it in line."
                : before > COUNTED
                    ? "More than %s tasks are before it in line.".formatted(number(COUNTED))
                    : "%s tasks are before it in line.".formatted(number(before));
    return because(Kind.IN_LINE, sentence, Math.min(before, COUNTED));
  }

  private static WaitingReason because(Kind kind, String sentence, @Nullable Integer count) {
    return new WaitingReason(kind, sentence, null, count);
  }

  private static String number(int value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
