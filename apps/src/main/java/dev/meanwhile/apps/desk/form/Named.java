package dev.meanwhile.apps.desk.form;

import dev.meanwhile.server.problem.Refusals;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Reads which thing a form is about, when its address does not say.
public final class Named {
  private Named() {}

  /// @param what "The driver"
  /// @throws dev.meanwhile.server.problem.Refusal with 404 when it is no id
  public static UUID id(JsonNode form, String field, String what) {
    try {
      return UUID.fromString(form.path(field).asString("").strip());
    } catch (IllegalArgumentException _) {
      throw Refusals.notFound(what);
    }
  }
}
