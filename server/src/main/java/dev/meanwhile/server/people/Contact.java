package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a person is called, and how they are reached, checked and in one form.
///
/// @param phone in the form +15551234567
public record Contact(String fullName, @Nullable String email, @Nullable String phone) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_EMAIL = 254;
  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(?:\\.[^@\\s\\p{Cntrl}.]+)+");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./\\-\u00a0]{5,40}");

  /// @param names what the fields are called where they came from: name, e-mail, phone
  /// @throws Refusal with 400 that names everything that is wrong
  public static Contact of(
      @Nullable String fullName,
      @Nullable String email,
      @Nullable String phone,
      boolean emailNeeded,
      List<String> names) {
    var errors = new ArrayList<FieldError>();
    String name = fullName == null ? "" : fullName.strip();
    if (name.isEmpty()) {
      errors.add(error(names.get(0), "required", "The full name is missing."));
    } else if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      errors.add(
          error(
              names.get(0), "bad_value", "The full name has at most 200 characters, in one line."));
    }
    String mail = email == null || email.isBlank() ? null : email.strip();
    if (mail == null && emailNeeded) {
      errors.add(error(names.get(1), "required", "The e-mail address is missing."));
    } else if (mail != null && (mail.length() > LONGEST_EMAIL || !EMAIL.matcher(mail).matches())) {
      errors.add(error(names.get(1), "bad_value", "That is not an e-mail address."));
    }
    String number = phone == null || phone.isBlank() ? null : international(phone.strip());
    if (number != null && number.isEmpty()) {
      errors.add(
          error(
              names.get(2),
              "bad_value",
              "That is not a phone number; write it like +1 555 123 4567."));
    }
    if (!errors.isEmpty()) {
      throw new Refusal(
              400,
              "bad-person",
              "Nothing was changed.",
              String.join(" ", errors.stream().map(FieldError::message).toList()),
              "Correct it and send it again.")
          .errors(errors);
    }
    return new Contact(name, mail, number);
  }

  /// As E.164; a number without a country is one of North America, where ten digits are a number.
  ///
  /// @return empty when it is no number
  static String international(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    if (!PHONE.matcher(text).matches()) {
      return "";
    }
    if (text.startsWith("+")) {
      return digits.matches("[1-9][0-9]{6,14}") ? "+" + digits : "";
    }
    if (digits.length() == 10 && digits.charAt(0) >= '2') {
      return "+1" + digits;
    }
    return digits.length() == 11 && digits.charAt(0) == '1' ? "+" + digits : "";
  }

  private static FieldError error(String name, String code, String message) {
    return new FieldError("/" + name, code, message);
  }
}
