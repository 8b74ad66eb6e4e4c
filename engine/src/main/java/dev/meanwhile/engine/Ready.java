package dev.meanwhile.engine;

import dev.meanwhile.engine.store.SubmitStore.Entry;
import tools.jackson.core.JacksonException;

/// New tasks made ready to be written: checked, and with what their types say of them.
final class Ready {
  private Ready() {}

  /// @throws SubmissionRefused when its input or metadata cannot be kept
  static Entry entry(NewTask task, TaskType<?> type) {
    mustBeObject("input", task.input());
    mustBeObject("metadata", task.metadata());
    return new Entry(
        withDefaults(task, type),
        type.retry().maxRetries(),
        Math.toIntExact(type.timeout().toSeconds()));
  }

  private static NewTask withDefaults(NewTask task, TaskType<?> type) {
    NewTask prepared =
        task.priority() == 0 && type.priority() > 0 ? task.priority(type.priority()) : task;
    prepared =
        prepared.workflowId() == null && type.workflow() != null
            ? prepared.workflow(type.workflow())
            : prepared;
    return prepared.expiry() == null && type.expiry() != null
        ? prepared.expiresIn(type.expiry())
        : prepared;
  }

  private static void mustBeObject(String what, String json) {
    try {
      if (!Json.mapper().readTree(json).isObject()) {
        throw new SubmissionRefused(
            SubmissionRefused.Reason.BAD_INPUT, "The " + what + " must be a JSON object.");
      }
    } catch (JacksonException unreadable) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.BAD_INPUT, "The " + what + " is not valid JSON.");
    }
    if (json.contains("\\u0000")) {
      throw new SubmissionRefused(
          SubmissionRefused.Reason.BAD_INPUT,
          "The " + what + " contains a NUL character, which cannot be stored.");
    }
  }
}
