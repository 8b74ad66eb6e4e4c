package dev.meanwhile.engine;

import dev.meanwhile.engine.store.BulkStore;
import dev.meanwhile.engine.store.ChangeStore.Seen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Changes many tasks, as a task of its own: block by block, each in one transaction with the place
/// it has reached. So it goes on where it stopped, and changes no task twice.
final class BulkWork implements Handler<BulkWork.Input> {

  /// Every engine runs it. It can be asked for through [Tasks#changeAll] only.
  static final TaskType<Input> TYPE =
      TaskType.of("bulk_change", Input.class)
          .title("Change of many tasks")
          .timeout(Duration.ofHours(2));

  private static final int BLOCK = 50;

  private final DataSource database;
  private final Runnable tasksHere;

  /// What is to be done.
  ///
  /// @param until what came later is not meant
  record Input(
      BulkChange.Kind change,
      BulkChange.Which filter,
      long expected,
      Instant until,
      String actor,
      @Nullable UUID user,
      @Nullable String reason) {

    ChangeRequest request() {
      return new ChangeRequest(actor, user, reason, null, null);
    }
  }

  /// How far it is.
  record Place(@Nullable UUID last, long changed, long skipped) {

    Place after(List<Seen> block, int done) {
      return new Place(block.getLast().task(), changed + done, skipped + block.size() - done);
    }
  }

  /// The types of an application, and this one.
  static Map<String, TaskType<?>> among(Map<String, TaskType<?>> types) {
    Map<String, TaskType<?>> all = new ConcurrentHashMap<>(types);
    all.put(TYPE.name(), TYPE);
    return all;
  }

  /// The handlers of an application, and this one.
  Map<String, Handler<?>> with(Map<String, Handler<?>> handlers) {
    Map<String, Handler<?>> all = new ConcurrentHashMap<>(handlers);
    all.put(TYPE.name(), this);
    return all;
  }

  BulkWork(DataSource database, Runnable tasksHere) {
    this.database = database;
    this.tasksHere = tasksHere;
  }

  @Override
  public Outcome handle(Input input, Work work) throws Exception {
    Place stored = work.recall("place", Place.class);
    Place place = stored == null ? new Place(null, 0, 0) : stored;
    for (List<Seen> block = next(input, place); !block.isEmpty(); block = next(input, place)) {
      List<Seen> these = block;
      Place before = place;
      AtomicReference<Place> reached = new AtomicReference<>(before);
      work.checkpoint(
          "place",
          reached,
          connection ->
              reached.set(
                  before.after(
                      these,
                      BulkStore.change(connection, input.change(), these, input.request()))));
      place = Objects.requireNonNull(reached.get());
      tasksHere.run();
      long done = place.changed() + place.skipped();
      work.progress(done, Math.max(done, input.expected()));
      work.say(
          String.format(
              Locale.ENGLISH,
              "%s %,d of %,d tasks…",
              doing(input.change()),
              done,
              Math.max(done, input.expected())));
    }
    return Outcome.completed(
        Map.of("changed", place.changed(), "skipped", input.expected() - place.changed()),
        ended(input, place));
  }

  private List<Seen> next(Input input, Place place) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return BulkStore.block(
          connection, input.change(), input.filter(), input.until(), place.last(), BLOCK);
    }
  }

  private static String ended(Input input, Place place) {
    long left = input.expected() - place.changed();
    String done =
        String.format(
            Locale.ENGLISH,
            "%s %,d of %,d tasks",
            done(input.change()),
            place.changed(),
            input.expected());
    return left == 0
        ? done + "."
        : done + String.format(Locale.ENGLISH, "; %,d had changed meanwhile.", left);
  }

  private static String doing(BulkChange.Kind change) {
    return switch (change) {
      case RETRY -> "Retrying";
      case DISMISS -> "Dismissing";
      case CANCEL -> "Cancelling";
    };
  }

  private static String done(BulkChange.Kind change) {
    return switch (change) {
      case RETRY -> "Retried";
      case DISMISS -> "Dismissed";
      case CANCEL -> "Cancelled";
    };
  }

  /// @throws SubmissionRefused when there are more, or other, tasks than was said
  static NewTask task(BulkChange change, BulkStore.Found found) {
    if (found.tasks() != change.expected()) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.BAD_INPUT,
          String.format(
              Locale.ENGLISH,
              "There are %,d such tasks now, not %,d. Look at them again before you change them.",
              found.tasks(),
              change.expected()));
    }
    if (found.tasks() > change.limit()) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.BAD_INPUT,
          String.format(
              Locale.ENGLISH,
              "These are %,d tasks, and at most %,d may be changed at once. Narrow the choice.",
              found.tasks(),
              change.limit()));
    }
    ChangeRequest request = change.request();
    return TYPE.task(
            new Input(
                change.kind(),
                change.which(),
                change.expected(),
                found.at(),
                request.actor(),
                request.user(),
                request.reason()))
        .by(request.user(), request.actor())
        .audited(request.audit());
  }
}
