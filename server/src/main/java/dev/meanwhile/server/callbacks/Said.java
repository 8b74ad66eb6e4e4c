package dev.meanwhile.server.callbacks;

import dev.meanwhile.server.problem.Refusals;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a workflow sent, read field by field.
///
/// @param body null when there was none
record Said(@Nullable JsonNode body) {
  private static final int LONGEST_STEP = 50;
  private static final int LONGEST_ID = 255;

  Said {
    if (body != null && !body.isNull() && !body.isObject()) {
      throw Refusals.badBody("not-an-object", "The body must be a JSON object.");
    }
  }

  @Nullable JsonNode node(String name) {
    JsonNode value = body == null ? null : body.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /// The first of these that is text or a number.
  @Nullable String text(String... names) {
    for (String name : names) {
      JsonNode value = node(name);
      if (value != null && (value.isString() || value.isNumber())) {
        return value.asString().replace("\u0000", "");
      }
      if (value != null && !value.isObject()) {
        throw Refusals.badBody("bad-field", "'" + name + "' must be text.");
      }
    }
    return null;
  }

  @Nullable String step() {
    String step = text("current_step");
    if (step != null && step.length() > LONGEST_STEP) {
      throw Refusals.badBody(
          "bad-field", "'current_step' has more than " + LONGEST_STEP + " characters.");
    }
    return step;
  }

  @Nullable String executionId() {
    String id = text("n8n_execution_id", "execution_id");
    if (id != null && id.length() > LONGEST_ID) {
      throw Refusals.badBody(
          "bad-field", "'n8n_execution_id' has more than " + LONGEST_ID + " characters.");
    }
    return id;
  }

  @Nullable Long count(String name) {
    JsonNode value = node(name);
    if (value == null) {
      return null;
    }
    String text = value.isString() || value.isNumber() ? value.asString().strip() : "";
    if (!text.matches("\\d{1,18}")) {
      throw Refusals.badBody("bad-field", "'" + name + "' must be a whole number of 0 or more.");
    }
    return Long.valueOf(text);
  }

  /// The result; text that is JSON is taken as such, because workflow tools often send it so.
  @Nullable JsonNode output() {
    JsonNode output = node("output_data");
    if (output == null) {
      output = node("output");
    }
    JsonNode read = output != null && output.isString() ? Failures.json(output.asString()) : null;
    return read != null && read.isObject() ? read : output;
  }
}
