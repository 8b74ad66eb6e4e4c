package dev.meanwhile.apps.desk.form;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import org.jspecify.annotations.Nullable;

/// Phone numbers as people write them.
public final class Phone {
  private static final String HERE = "US";

  private Phone() {}

  /// In the form that partners take: +18135550123. Numbers that nobody can have are refused, apart
  /// from those kept for examples (555-01xx), which made-up people have.
  ///
  /// @return null when it is no number, or one with an extension
  public static @Nullable String e164(String text) {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      var number = numbers.parse(text, HERE);
      return numbers.isPossibleNumber(number)
              && !number.hasExtension()
              && (numbers.isValidNumber(number) || isExample(number.getNationalNumber()))
          ? numbers.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException _) {
      return null;
    }
  }

  private static boolean isExample(long national) {
    return national / 100 % 100_000 == 55_501;
  }
}
