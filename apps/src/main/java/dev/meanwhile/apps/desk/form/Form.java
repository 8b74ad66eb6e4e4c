package dev.meanwhile.apps.desk.form;

import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A filled-in form. A field that is not in it stays what it was before; one that is null becomes
/// empty. What is wrong is collected, so that a person reads it all at once.
public final class Form {
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^@\\s\\p{Cntrl},;:<>()\"]{1,64}@[^@\\s\\p{Cntrl}.,;:<>()\"]+(?:\\.[^@\\s\\p{Cntrl}.,;:<>()\"]+)+");
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final JsonNode body;
  private final String at;
  private final List<FieldError> errors;

  private Form(JsonNode body, String at, List<FieldError> errors) {
    this.body = body;
    this.at = at;
    this.errors = errors;
  }

  /// @param known the fields there are; others are told to be unknown
  public static Form of(JsonNode body, Set<String> known) {
    var form = new Form(body, "", new ArrayList<>());
    form.refuseOthers(known);
    return form;
  }

  /// A form within this one, whose errors are this one's as well.
  public Form part(JsonNode inner, String pointer, Set<String> known) {
    var form = new Form(inner, at + pointer, errors);
    if (inner.isObject()) {
      form.refuseOthers(known);
    } else {
      form.error("", "wrong_type", "Each of them must be an object.");
    }
    return form;
  }

  /// A form in which nothing is filled in, whose errors are this one's as well.
  public Form empty() {
    return new Form(JsonNodeFactory.instance.objectNode(), at, errors);
  }

  private void refuseOthers(Set<String> known) {
    for (String name : body.propertyNames()) {
      if (!known.contains(name)) {
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        error("/" + shown, "unknown", "There is no field '%s' here.".formatted(shown));
      }
    }
  }

  /// Whether somebody filled the field in, be it with nothing.
  public boolean has(String field) {
    return body.has(field);
  }

  /// One line that must not be empty; the empty text when it is wrong.
  public String line(String field, @Nullable String before, int most, String words) {
    String text = optionalLine(field, before, most, words);
    if (text == null && !wrong(field)) {
      error("/" + field, "required", "%s is missing.".formatted(words));
    }
    return text == null ? "" : text;
  }

  public @Nullable String optionalLine(
      String field, @Nullable String before, int most, String words) {
    String text = text(field, before, most, words);
    if (has(field) && text != null && text.chars().anyMatch(Character::isISOControl)) {
      error("/" + field, "bad_value", "%s must stand in one line.".formatted(words));
      return null;
    }
    return text;
  }

  /// A text that may have several lines; null when there is none.
  public @Nullable String text(String field, @Nullable String before, int most, String words) {
    JsonNode value = body.get(field);
    if (value == null) {
      return before;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      error("/" + field, "wrong_type", "%s must be a text.".formatted(words));
      return null;
    }
    String text = value.stringValue().strip();
    if (text.length() > most) {
      error(
          "/" + field,
          "too_long",
          "%s has at most %,d characters, not %,d.".formatted(words, most, text.length()));
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  /// As E.164; a number without a country is one of the United States.
  public @Nullable String phone(String field, @Nullable String before) {
    String text = optionalLine(field, before, 60, "The phone number");
    if (text == null || !has(field)) {
      return text;
    }
    String number = Phone.e164(text);
    if (number == null) {
      error(
          "/" + field,
          "bad_value",
          "That is not a phone number one can call; write it like (813) 555-0123 or +1 813 555"
              + " 0123.");
    }
    return number;
  }

  public @Nullable String email(String field, @Nullable String before) {
    String text = optionalLine(field, before, LONGEST_EMAIL, "The e-mail address");
    if (text != null && has(field) && !EMAIL.matcher(text).matches()) {
      error("/" + field, "bad_value", "That is not an e-mail address.");
      return null;
    }
    return text;
  }

  /// `#2b8a3e`, in small letters.
  public String colour(String field, String before) {
    String text = optionalLine(field, before, 7, "The colour");
    if (text != null && !COLOUR.matcher(text).matches()) {
      error("/" + field, "bad_value", "A colour is written like #2b8a3e.");
    }
    return text == null ? before : text.toLowerCase(java.util.Locale.ROOT);
  }

  public boolean flag(String field, boolean before) {
    JsonNode value = body.get(field);
    if (value == null) {
      return before;
    }
    if (!value.isBoolean()) {
      error("/" + field, "wrong_type", "'%s' must be true or false.".formatted(field));
      return before;
    }
    return value.booleanValue();
  }

  /// A whole number; null when there is none, or it is wrong.
  public @Nullable Integer number(
      String field, @Nullable Integer before, int least, int most, String words) {
    JsonNode value = body.get(field);
    if (value == null) {
      return before;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isNumber()
        || value.decimalValue().stripTrailingZeros().scale() > 0
        || value.decimalValue().compareTo(java.math.BigDecimal.valueOf(least)) < 0
        || value.decimalValue().compareTo(java.math.BigDecimal.valueOf(most)) > 0) {
      error(
          "/" + field,
          "bad_value",
          "%s is a whole number from %,d to %,d.".formatted(words, least, most));
      return null;
    }
    return value.decimalValue().intValue();
  }

  /// Degrees on a map; null when there are none, or they are wrong.
  public @Nullable Double degrees(String field, @Nullable Double before, int most) {
    JsonNode value = body.get(field);
    if (value == null) {
      return before;
    }
    if (value.isNull()) {
      return null;
    }
    if (!value.isNumber() || !(Math.abs(value.doubleValue()) <= most)) {
      error("/" + field, "bad_value", "'%s' lies between -%d and %d.".formatted(field, most, most));
      return null;
    }
    return value.doubleValue();
  }

  /// Null when there is none, or it is wrong.
  public @Nullable UUID id(String field, @Nullable UUID before, String words) {
    JsonNode value = body.get(field);
    if (value == null) {
      return before;
    }
    if (value.isNull() || (value.isString() && value.stringValue().isBlank())) {
      return null;
    }
    try {
      return UUID.fromString(value.isString() ? value.stringValue().strip() : "");
    } catch (IllegalArgumentException _) {
      error("/" + field, "wrong_type", "%s is named by its id (UUID).".formatted(words));
      return null;
    }
  }

  public void error(String pointer, String code, String message) {
    errors.add(new FieldError(at + pointer, code, message));
  }

  /// Whether something was wrong with this field.
  public boolean wrong(String field) {
    String pointer = at + "/" + field;
    return errors.stream().anyMatch(error -> error.pointer().equals(pointer));
  }

  public boolean wrong() {
    return !errors.isEmpty();
  }

  /// @throws Refusal with 422 that names everything that is wrong
  public void check() {
    if (!errors.isEmpty()) {
      throw new Refusal(
              422,
              "bad-form",
              "Nothing was saved.",
              String.join(
                  " ", errors.stream().map(FieldError::message).distinct().limit(10).toList()),
              "Correct it and save it again.")
          .errors(errors);
    }
  }
}
