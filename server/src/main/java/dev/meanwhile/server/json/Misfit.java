package dev.meanwhile.server.json;

import dev.meanwhile.server.problem.FieldError;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Says in plain words why a JSON value does not fit a record.
public final class Misfit {
  private Misfit() {}

  public static FieldError of(JacksonException e) {
    String pointer = pointer(e);
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          new FieldError(
              pointer,
              "unknown",
              "There is no field '%s' here.".formatted(shortened(unknown.getPropertyName())));
      case ValueInstantiationException refused ->
          new FieldError(pointer, "bad_value", own(refused));
      case MismatchedInputException wrong ->
          new FieldError(
              pointer,
              "wrong_type",
              "'%s' must be %s.".formatted(last(pointer), kind(wrong.getTargetType())));
      default ->
          new FieldError(
              pointer,
              "bad_value",
              "'%s' has a value that cannot be used.".formatted(last(pointer)));
    };
  }

  /// The sentence a record's own constructor threw; nothing that came from deeper down.
  private static String own(ValueInstantiationException refused) {
    Throwable cause = refused.getCause();
    if (cause instanceof IllegalArgumentException said
        && said.getMessage() != null
        && said.getStackTrace().length > 0
        && said.getStackTrace()[0]
            .getClassName()
            .equals(refused.getType().getRawClass().getName())) {
      return said.getMessage();
    }
    return "The value cannot be used.";
  }

  private static String pointer(JacksonException e) {
    var pointer = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      String name = step.getPropertyName();
      pointer
          .append('/')
          .append(
              name == null
                  ? String.valueOf(step.getIndex())
                  : shortened(name).replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String last(String pointer) {
    return pointer.isEmpty() ? "body" : pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == UUID.class) {
      return "an id (UUID)";
    }
    if (type == Instant.class) {
      return "a time such as 2026-11-22T10:00:00Z";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type.isEnum()) {
      return "one of the words it may have";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "something else";
  }
}
