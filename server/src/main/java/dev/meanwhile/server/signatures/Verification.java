package dev.meanwhile.server.signatures;

import dev.meanwhile.server.signatures.Verdict.Misfit;
import dev.meanwhile.server.signatures.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at one signed message. Pure; takes the same time however much of a signature is right.
final class Verification {
  /// How far the two clocks may be apart, and how long a message is good.
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String HEADERS =
      "Send webhook-id, webhook-timestamp and webhook-signature as Standard Webhooks has them.";

  private final List<String> secrets;
  private final Signed message;
  private final Instant now;

  private Verification(List<String> secrets, Signed message, Instant now) {
    this.secrets = secrets;
    this.message = message;
    this.now = now;
  }

  /// @param secrets the newest first
  static Verdict of(List<String> secrets, Signed message, Instant now) {
    return new Verification(secrets, message, now).verdict();
  }

  private Verdict verdict() {
    if (secrets.isEmpty()) {
      return new Misfit(
          Reason.NO_SECRET,
          "This kind of task has no secret, so nothing can be signed for it.",
          "Set its 'secret', or use the token of the call.");
    }
    String id = message.id();
    // With a full stop in it, another id with another time could be signed by the same letters.
    if (id == null || !id.matches("[\\x21-\\x2d\\x2f-\\x7e]{1,256}")) {
      return new Misfit(
          Reason.BAD_ID,
          id == null || id.isEmpty()
              ? "It has no webhook-id."
              : "Its webhook-id holds a full stop, a blank or something that is no letter, or is too long.",
          HEADERS);
    }
    String at = message.timestamp();
    if (at == null || !at.matches("[1-9]\\d{0,11}")) {
      return new Misfit(
          Reason.BAD_TIMESTAMP,
          at == null || at.isEmpty()
              ? "It has no webhook-timestamp."
              : "Its webhook-timestamp is no whole number of seconds since 1970.",
          HEADERS);
    }
    List<String> shown = new ArrayList<>();
    Misfit unread = read(shown);
    if (unread != null) {
      return unread;
    }
    int fits = fitting(id, at, shown);
    if (fits < 0) {
      return new Misfit(
          Reason.WRONG_SIGNATURE,
          "Its signature does not fit its id, time and body.",
          "Sign 'ID.TIMESTAMP.BODY' with the secret of this kind of task, over the very bytes that are sent.");
    }
    Misfit stale = stale(Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), now));
    return Objects.requireNonNullElseGet(stale, () -> new Verdict.Fits(fits));
  }

  /// The signatures of our version; others are left alone, as newer senders may add some.
  private @Nullable Misfit read(List<String> shown) {
    String header = message.signature() == null ? "" : message.signature();
    boolean any = false;
    for (String one : header.split(" ", -1)) {
      int comma = one.indexOf(',');
      any |= comma > 0;
      if (comma > 0 && one.substring(0, comma).equals(Signing.VERSION)) {
        shown.add(one.substring(comma + 1));
      }
    }
    if (!shown.isEmpty()) {
      return null;
    }
    return any
        ? new Misfit(
            Reason.UNKNOWN_VERSION,
            "It holds signatures only of versions that are not understood here.",
            "Send one of version v1: 'v1,' and the signature in base64.")
        : new Misfit(
            Reason.NO_SIGNATURE,
            header.isBlank()
                ? "It has no webhook-signature."
                : "Its webhook-signature is not written as 'v1,' and a signature in base64.",
            HEADERS);
  }

  private int fitting(String id, String at, List<String> shown) {
    int fits = -1;
    for (int i = secrets.size() - 1; i >= 0; i--) {
      byte[] right =
          Signing.signature(secrets.get(i), id, at, message.body())
              .getBytes(StandardCharsets.US_ASCII);
      for (String one : shown) {
        // As text: there is only one way to write a signature.
        if (MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8))) {
          fits = i;
        }
      }
    }
    return fits;
  }

  private static @Nullable Misfit stale(Duration age) {
    if (age.abs().compareTo(WINDOW) <= 0) {
      return null;
    }
    boolean old = age.isPositive();
    return new Misfit(
        old ? Reason.TOO_OLD : Reason.TOO_NEW,
        "Its signature fits, but by our clock it was made %s %s; %d minutes are allowed."
            .formatted(span(age.abs()), old ? "ago" : "from now", WINDOW.toMinutes()),
        old
            ? "Sign each message when it is sent, and look at the clock of the sender."
            : "Set the clock of the sender.");
  }

  private static String span(Duration span) {
    if (span.toDays() > 1) {
      return span.toDays() + " days";
    }
    return span.toHours() > 1 ? span.toHours() + " hours" : span.toMinutes() + " minutes";
  }
}
