package dev.meanwhile.engine.lifecycle;

import dev.meanwhile.engine.RetryPolicy;

/// What the rules must know of a running attempt.
///
/// @param title the task type in people's words
/// @param retryCount retries already spent
/// @param maxRetries retries there are in all
/// @param crashCount how often its worker died since the task last moved on
public record Standing(
    String title, int retryCount, int maxRetries, int crashCount, RetryPolicy policy) {

  boolean canRetry() {
    return retryCount < maxRetries;
  }
}
