package dev.meanwhile.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One kind of work: its name, the shape of its input, how long and how often it is tried, and what
/// it must not exceed. Immutable: each method answers with a changed copy.
///
/// @param <I> the record its input is read into
public final class TaskType<I> {

  /// At most so many starts in any such span.
  ///
  /// @param tasks at least 1
  /// @param per at least a second
  public record Rate(int tasks, Duration per) {
    public Rate {
      if (tasks < 1 || per.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException(
            "A rate is at least 1 task in at least a second, not %d in %s.".formatted(tasks, per));
      }
    }
  }

  private final String name;
  private final Class<I> input;
  private String title;
  private Duration timeout = Duration.ofMinutes(5);
  private RetryPolicy retry = RetryPolicy.standard();
  private int priority;
  private @Nullable Duration expiry;
  private @Nullable String dependency;
  private @Nullable Integer atOnce;
  private @Nullable Integer atOncePerKey;
  private @Nullable Rate rate;
  private @Nullable Integer aside;
  private Duration silence = Duration.ofMinutes(10);
  private @Nullable String workflow;
  private boolean pulled;

  private TaskType(String name, Class<I> input, String title) {
    this.name = name;
    this.input = input;
    this.title = title;
  }

  private TaskType(TaskType<I> from) {
    name = from.name;
    input = from.input;
    title = from.title;
    timeout = from.timeout;
    retry = from.retry;
    priority = from.priority;
    expiry = from.expiry;
    dependency = from.dependency;
    atOnce = from.atOnce;
    atOncePerKey = from.atOncePerKey;
    rate = from.rate;
    aside = from.aside;
    silence = from.silence;
    workflow = from.workflow;
    pulled = from.pulled;
  }

  /// @param name as stored and sent, for example `data_import`: lower-case letters, digits and `_`
  public static <I> TaskType<I> of(String name, Class<I> input) {
    if (!name.matches("[a-z][a-z0-9_]{0,49}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a task type: use lower-case letters, digits and '_', at most 50."
              .formatted(name));
    }
    String words = name.replace('_', ' ');
    return new TaskType<>(name, input, Character.toUpperCase(words.charAt(0)) + words.substring(1));
  }

  /// What people read, for example "Data import".
  public TaskType<I> title(String words) {
    TaskType<I> copy = new TaskType<>(this);
    copy.title = words;
    return copy;
  }

  /// How long one attempt may run before it ends as `timeout`; at least a second.
  public TaskType<I> timeout(Duration limit) {
    if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "The timeout of '%s' (%s) must be at least a second.".formatted(name, limit));
    }
    TaskType<I> copy = new TaskType<>(this);
    copy.timeout = limit;
    return copy;
  }

  public TaskType<I> retries(int times) {
    return retry(retry.times(times));
  }

  /// When and how often it is tried again by itself.
  public TaskType<I> retry(RetryPolicy policy) {
    TaskType<I> copy = new TaskType<>(this);
    copy.retry = policy;
    return copy;
  }

  /// The priority of its tasks that name none ([NewTask#priority]).
  public TaskType<I> priority(int steps) {
    TaskType<I> copy = new TaskType<>(this);
    copy.priority = steps;
    return copy;
  }

  /// Its tasks are cancelled when they were not started so long after they were submitted.
  public TaskType<I> expiresIn(Duration span) {
    TaskType<I> copy = new TaskType<>(this);
    copy.expiry = span;
    return copy;
  }

  /// The service it cannot do without, for example `google_maps`: while that is away its tasks wait
  /// and burn no attempts.
  public TaskType<I> needs(String service) {
    TaskType<I> copy = new TaskType<>(this);
    copy.dependency = service;
    return copy;
  }

  /// At most so many run at once, on all nodes together.
  public TaskType<I> atOnce(int tasks) {
    TaskType<I> copy = new TaskType<>(this);
    copy.atOnce = atLeastOne("at once", tasks);
    return copy;
  }

  /// At most so many with the same concurrency key run at once, on all nodes together.
  public TaskType<I> atOncePerKey(int tasks) {
    TaskType<I> copy = new TaskType<>(this);
    copy.atOncePerKey = atLeastOne("at once per key", tasks);
    return copy;
  }

  /// At most so many are started in any such span, on all nodes together.
  public TaskType<I> atMost(int tasks, Duration per) {
    TaskType<I> copy = new TaskType<>(this);
    copy.rate = new Rate(tasks, per);
    return copy;
  }

  /// On each node it has so many places of its own, and takes none of those that the other types
  /// share: for work that mostly waits for somebody else.
  public TaskType<I> aside(int places) {
    TaskType<I> copy = new TaskType<>(this);
    copy.aside = atLeastOne("aside", places);
    return copy;
  }

  /// After how long without a sign of life work outside our nodes has failed; ten minutes unless
  /// said otherwise.
  public TaskType<I> silence(Duration limit) {
    if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "The silence of '%s' (%s) must be at least a second.".formatted(name, limit));
    }
    TaskType<I> copy = new TaskType<>(this);
    copy.silence = limit;
    return copy;
  }

  /// Workers outside our nodes ask for its tasks ([Pulls]). One that gives no sign of life within
  /// the lease is taken for dead, and another one gets its task; that costs no retry.
  ///
  /// @param lease at least a second
  public TaskType<I> pulled(Duration lease) {
    TaskType<I> copy = silence(lease);
    copy.pulled = true;
    return copy;
  }

  /// The workflow outside that does it, as its tasks say unless they name another.
  public TaskType<I> workflow(@Nullable String id) {
    TaskType<I> copy = new TaskType<>(this);
    copy.workflow = id;
    return copy;
  }

  private int atLeastOne(String what, int tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException(
          "'%s' must be allowed at least 1 task %s, not %d.".formatted(name, what, tasks));
    }
    return tasks;
  }

  /// A new task of this type, to be handed to [Tasks#submit].
  public NewTask task(I of) {
    return NewTask.of(name, Json.write(of));
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  public Class<I> input() {
    return input;
  }

  public Duration timeout() {
    return timeout;
  }

  public RetryPolicy retry() {
    return retry;
  }

  public int priority() {
    return priority;
  }

  public @Nullable Duration expiry() {
    return expiry;
  }

  public @Nullable String dependency() {
    return dependency;
  }

  public @Nullable Integer atOnce() {
    return atOnce;
  }

  public @Nullable Integer atOncePerKey() {
    return atOncePerKey;
  }

  public @Nullable Rate rate() {
    return rate;
  }

  public @Nullable Integer aside() {
    return aside;
  }

  public Duration silence() {
    return silence;
  }

  /// Whether workers outside our nodes ask for its tasks.
  public boolean pulled() {
    return pulled;
  }

  public @Nullable String workflow() {
    return workflow;
  }
}
