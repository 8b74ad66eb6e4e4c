package dev.meanwhile.server.webhooks;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call as it is kept: without secrets.
///
/// @param id 0 before it is kept
/// @param taskId null for a test
/// @param attempt 0 for a test
/// @param calledAt null before it is kept
/// @param answerStatus null when there was no answer
/// @param verdict what it meant for the task
record KeptCall(
    long id,
    String taskType,
    @Nullable UUID taskId,
    int attempt,
    @Nullable Instant calledAt,
    long tookMs,
    String url,
    Map<String, String> requestHead,
    String requestBody,
    @Nullable Integer answerStatus,
    @Nullable Map<String, String> answerHead,
    @Nullable String answerBody,
    String verdict) {

  KeptCall as(long number, Instant at) {
    return new KeptCall(
        number,
        taskType,
        taskId,
        attempt,
        at,
        tookMs,
        url,
        requestHead,
        requestBody,
        answerStatus,
        answerHead,
        answerBody,
        verdict);
  }
}
