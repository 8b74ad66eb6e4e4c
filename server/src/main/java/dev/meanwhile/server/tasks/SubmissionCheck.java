package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds what is wrong with a submission, apart from its input, all at once.
final class SubmissionCheck {
  private static final int LONGEST_ENTITY_TYPE = 50;
  private static final int LONGEST_ENTITY_ID = 200;
  private static final int LONGEST_ENTITY_LABEL = 300;

  private final List<FieldError> errors = new ArrayList<>();

  private SubmissionCheck() {}

  static void check(Submission submission) {
    var check = new SubmissionCheck();
    if (submission.taskType() == null || submission.taskType().isBlank()) {
      check.error("/task_type", "required", "'task_type' is missing.");
    }
    check.object("/input_data", submission.inputData());
    check.object("/metadata", submission.metadata());
    check.length("/entity_type", submission.entityType(), LONGEST_ENTITY_TYPE);
    check.length("/entity_id", submission.entityId(), LONGEST_ENTITY_ID);
    check.length("/entity_label", submission.entityLabel(), LONGEST_ENTITY_LABEL);
    if ((submission.entityType() == null) != (submission.entityId() == null)) {
      check.error(
          submission.entityType() == null ? "/entity_type" : "/entity_id",
          "required",
          "'entity_type' and 'entity_id' belong together.");
    } else if (submission.entityType() == null && submission.entityLabel() != null) {
      check.error("/entity_type", "required", "'entity_label' needs an entity.");
    }
    if (submission.entityType() != null && submission.entityType().indexOf(':') >= 0) {
      check.error("/entity_type", "bad_value", "'entity_type' must not hold a colon.");
    }
    if (!check.errors.isEmpty()) {
      throw refused(check.errors);
    }
  }

  static @Nullable Entity entity(Submission submission) {
    return submission.entityType() == null || submission.entityId() == null
        ? null
        : new Entity(submission.entityType(), submission.entityId(), submission.entityLabel());
  }

  static Refusal refused(List<FieldError> errors) {
    return new Refusal(
            422,
            "bad-task",
            "The task was not created.",
            String.join(" ", errors.stream().map(FieldError::message).toList()),
            "Correct it and send it again; nothing was created.")
        .errors(errors);
  }

  private void object(String pointer, @Nullable JsonNode node) {
    if (node != null && !node.isNull() && !node.isObject()) {
      error(pointer, "wrong_type", "'%s' must be an object.".formatted(pointer.substring(1)));
    }
  }

  private void length(String pointer, @Nullable String text, int most) {
    if (text == null) {
      return;
    }
    if (text.isBlank()) {
      error(pointer, "bad_value", "'%s' is empty.".formatted(pointer.substring(1)));
    } else if (text.length() > most) {
      error(
          pointer,
          "too_long",
          "'%s' has at most %d characters.".formatted(pointer.substring(1), most));
    }
  }

  private void error(String pointer, String code, String message) {
    errors.add(new FieldError(pointer, code, message));
  }
}
