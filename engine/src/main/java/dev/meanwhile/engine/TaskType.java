package dev.meanwhile.engine;

import java.time.Duration;

/// One kind of work: its name, the shape of its input, and how long and how often it is tried.
///
/// @param name as stored and sent, for example `data_import`
/// @param title as people read it, for example "Data import"
/// @param input the record its input is read into
/// @param timeout how long one attempt may run before it ends as `timeout`
/// @param retry when and how often it is tried again
public record TaskType<I>(
    String name, String title, Class<I> input, Duration timeout, RetryPolicy retry) {

  public TaskType {
    if (!name.matches("[a-z][a-z0-9_]{0,49}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a task type: use lower-case letters, digits and '_', at most 50."
              .formatted(name));
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "The timeout of '%s' (%s) must be at least a second.".formatted(name, timeout));
    }
  }

  public static <I> TaskType<I> of(String name, Class<I> input) {
    String words = name.replace('_', ' ');
    String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
    return new TaskType<>(name, title, input, Duration.ofMinutes(5), RetryPolicy.standard());
  }

  public TaskType<I> title(String words) {
    return new TaskType<>(name, words, input, timeout, retry);
  }

  public TaskType<I> timeout(Duration limit) {
    return new TaskType<>(name, title, input, limit, retry);
  }

  public TaskType<I> retries(int times) {
    return retry(retry.times(times));
  }

  public TaskType<I> retry(RetryPolicy policy) {
    return new TaskType<>(name, title, input, timeout, policy);
  }

  /// A new task of this type, to be handed to [Tasks#submit].
  public NewTask task(I of) {
    return NewTask.of(name, Json.write(of));
  }
}
