package dev.meanwhile.apps.desk.form;

import dev.meanwhile.apps.desk.place.Spot;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads addresses out of forms.
public final class Places {
  private static final Pattern ZIP = Pattern.compile("[0-9]{5}(-[0-9]{4})?");
  private static final Set<String> STATES =
      Set.of(
          ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH"
                  + " NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR GU VI AS MP")
              .split(" ", -1));

  private Places() {}

  /// The fields of an address: `home_zip` for `home_`.
  public static Set<String> fields(String before) {
    return Set.of(
        before + "address",
        before + "city",
        before + "state",
        before + "zip",
        before + "latitude",
        before + "longitude");
  }

  /// Coordinates that were known before do not outlive the address they belonged to.
  public static Spot read(Form form, String before, Spot was) {
    String address = form.optionalLine(before + "address", was.address(), 200, "The address");
    String city = form.optionalLine(before + "city", was.city(), 100, "The city");
    String state = state(form, before + "state", was.state());
    String zip = zip(form, before + "zip", was.zip());
    var written = new Spot(address, city, state, zip, null, null);
    boolean same = Objects.equals(written.line(), was.line());
    Double latitude = form.degrees(before + "latitude", same ? was.latitude() : null, 90);
    Double longitude = form.degrees(before + "longitude", same ? was.longitude() : null, 180);
    if ((latitude == null) != (longitude == null)
        && !form.wrong(before + "latitude")
        && !form.wrong(before + "longitude")) {
      form.error(
          "/" + before + (latitude == null ? "latitude" : "longitude"),
          "required",
          "Latitude and longitude belong together.");
    }
    return new Spot(address, city, state, zip, latitude, longitude);
  }

  private static @Nullable String state(Form form, String field, @Nullable String before) {
    String text = form.optionalLine(field, before, 50, "The state");
    if (text == null) {
      return null;
    }
    String letters = text.toUpperCase(Locale.ROOT);
    if (!STATES.contains(letters)) {
      form.error("/" + field, "bad_value", "The state is written with two letters, like FL.");
      return null;
    }
    return letters;
  }

  private static @Nullable String zip(Form form, String field, @Nullable String before) {
    String text = form.optionalLine(field, before, 10, "The ZIP code");
    if (text != null && !ZIP.matcher(text).matches()) {
      form.error("/" + field, "bad_value", "A ZIP code has five digits, like 33602.");
      return null;
    }
    return text;
  }
}
