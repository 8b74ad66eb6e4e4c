package dev.meanwhile.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown by a handler, however deep, when a service it cannot do without is away: its tasks wait
/// until the service answers again, and burn no retries.
public final class DependencyAway extends RuntimeException {
  private final String dependency;
  private final String why;
  private final @Nullable Duration retryAfter;

  /// @param dependency the service's name, as in [TaskType#needs]: `google_maps`
  /// @param why for admins: "it answers 503"; holds no secret
  /// @param retryAfter not to be asked again sooner than this ([RetryAfter#parse]); null when it
  ///   did not say
  public DependencyAway(String dependency, String why, @Nullable Duration retryAfter) {
    super("%s is away: %s".formatted(dependency, why));
    this.dependency = dependency;
    this.why = why;
    this.retryAfter = retryAfter;
  }

  public DependencyAway(String dependency, String why) {
    this(dependency, why, null);
  }

  public String dependency() {
    return dependency;
  }

  public String why() {
    return why;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
