package dev.meanwhile.server.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.meanwhile.server.signatures.Verdict.Fits;
import dev.meanwhile.server.signatures.Verdict.Misfit;
import dev.meanwhile.server.signatures.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures, beside the library of Standard Webhooks.
class VerificationTest {
  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String OTHER = "whsec_dGhpcyBpcyBub3QgdGhlIHNlY3JldCBhdCBhbGw=";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String AT = "1614265330";
  private static final Instant NOW = Instant.ofEpochSecond(1614265330);
  private static final String BODY = "{\"test\": 2432232314}";

  private static Verdict check(
      @Nullable String id, @Nullable String at, @Nullable String signature, String body) {
    return Verification.of(
        List.of(NEW, OLD),
        new Signed(id, at, signature, body.getBytes(StandardCharsets.UTF_8)),
        NOW);
  }

  private static String right() {
    return "v1," + Signing.signature(NEW, ID, AT, BODY.getBytes(StandardCharsets.UTF_8));
  }

  /// The vector that the libraries of all languages are tested with.
  @Test
  void the_vector_of_the_standard_is_signed_as_everybody_does() {
    assertThat(right()).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void the_library_signs_and_accepts_what_we_do() throws Exception {
    byte[] body = "{\"ü\": \"ß\"}".getBytes(StandardCharsets.UTF_8);
    long now = Instant.now().getEpochSecond();
    String ours = Signing.header(List.of(NEW, OLD), "msg_1", now, body);
    assertThat(ours)
        .isEqualTo(
            new Webhook(NEW).sign("msg_1", now, "{\"ü\": \"ß\"}")
                + " "
                + new Webhook(OLD).sign("msg_1", now, "{\"ü\": \"ß\"}"));
    Map<String, List<String>> head =
        Map.of(
            "webhook-id", List.of("msg_1"),
            "webhook-timestamp", List.of(Long.toString(now)),
            "webhook-signature", List.of(ours));
    new Webhook(OLD).verify("{\"ü\": \"ß\"}", head);
  }

  @Test
  void either_secret_fits_in_any_place_beside_versions_of_later() throws Exception {
    assertThat(check(ID, AT, right(), BODY)).isEqualTo(new Fits(0));
    String old = new Webhook(OLD).sign(ID, NOW.getEpochSecond(), BODY);
    assertThat(check(ID, AT, old, BODY)).isEqualTo(new Fits(1));
    assertThat(check(ID, AT, "v2,abc v1a,xyz " + old, BODY)).isEqualTo(new Fits(1));
    assertThat(check(ID, AT, "v1,abc  " + right() + " v1,", BODY)).isEqualTo(new Fits(0));
  }

  @ParameterizedTest
  @CsvSource({
    "-301, TOO_NEW",
    "301, TOO_OLD",
    "600, TOO_OLD",
    "-600, TOO_NEW",
    "900000, TOO_OLD",
  })
  void what_is_too_old_or_from_the_future_does_not_fit(long seconds, Reason reason) {
    String at = Long.toString(NOW.getEpochSecond() - seconds);
    String signature =
        "v1," + Signing.signature(NEW, ID, at, BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(reason(check(ID, at, signature, BODY))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"-300", "0", "300"})
  void five_minutes_are_allowed_both_ways(long seconds) {
    String at = Long.toString(NOW.getEpochSecond() - seconds);
    String signature =
        "v1," + Signing.signature(NEW, ID, at, BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(check(ID, at, signature, BODY)).isInstanceOf(Fits.class);
  }

  @Test
  void anything_that_differs_is_refused_for_what_it_is() throws Exception {
    String right = right();
    String base = right.substring(3);
    assertThat(reason(check(ID, AT, right, BODY + " "))).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(check(ID + "1", AT, right, BODY))).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(check(ID, "1614265331", right, BODY))).isEqualTo(Reason.WRONG_SIGNATURE);
    String other = new Webhook(OTHER).sign(ID, NOW.getEpochSecond(), BODY);
    assertThat(reason(check(ID, AT, other, BODY))).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(check(ID, AT, right.substring(0, right.length() - 1), BODY)))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(check(ID, AT, right + "=", BODY))).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(reason(check(ID, AT, "v1a," + base, BODY))).isEqualTo(Reason.UNKNOWN_VERSION);
    assertThat(reason(check(ID, AT, "V1," + base, BODY))).isEqualTo(Reason.UNKNOWN_VERSION);
    assertThat(reason(check(ID, AT, base, BODY))).isEqualTo(Reason.NO_SIGNATURE);
    assertThat(reason(check(ID, AT, "", BODY))).isEqualTo(Reason.NO_SIGNATURE);
    assertThat(reason(check(ID, AT, null, BODY))).isEqualTo(Reason.NO_SIGNATURE);
    assertThat(reason(check(null, AT, right, BODY))).isEqualTo(Reason.BAD_ID);
    assertThat(reason(check("msg 1", AT, right, BODY))).isEqualTo(Reason.BAD_ID);
    assertThat(reason(check(ID, null, right, BODY))).isEqualTo(Reason.BAD_TIMESTAMP);
    for (String at : new String[] {"+1614265330", " 1614265330", "1614265330.0", "1.6e9", "-1"}) {
      assertThat(reason(check(ID, at, right, BODY))).as(at).isEqualTo(Reason.BAD_TIMESTAMP);
    }
    assertThat(reason(Verification.of(List.of(), new Signed(ID, AT, right, new byte[0]), NOW)))
        .isEqualTo(Reason.NO_SECRET);
  }

  /// `a.1` at 2 and `a` at 1 with a body that begins with `2.` are signed alike.
  @Test
  void an_id_with_a_full_stop_is_refused_though_its_signature_fits() {
    String signature =
        "v1," + Signing.signature(NEW, "a", AT, (AT + "." + BODY).getBytes(StandardCharsets.UTF_8));
    assertThat(signature)
        .isEqualTo(
            "v1," + Signing.signature(NEW, "a." + AT, AT, BODY.getBytes(StandardCharsets.UTF_8)));
    assertThat(reason(check("a." + AT, AT, signature, BODY))).isEqualTo(Reason.BAD_ID);
  }

  @Test
  void the_usual_slips_are_named() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    byte[] key = Signing.key(NEW);
    byte[] whole = Signing.content(ID, AT, body);
    assertThat(slip("v1," + Signing.base64(Signing.hmac(key, body)))).contains("body alone");
    assertThat(slip(HexFormat.of().formatHex(Signing.hmac(key, whole)))).contains("not written as");
    assertThat(
            slip("v1," + Signing.base64(Signing.hmac(NEW.getBytes(StandardCharsets.UTF_8), whole))))
        .contains("take 'whsec_' off");
    assertThat(
            slip(
                "v1,"
                    + Signing.base64(
                        Signing.hmac(
                            key,
                            Signing.content(
                                ID, AT, (BODY + "\n").getBytes(StandardCharsets.UTF_8))))))
        .contains("line break");
    assertThat(slip("v1," + Signing.base64(Signing.hmac(Signing.key(OTHER), whole)))).isNull();
  }

  private static @Nullable String slip(String signature) {
    return Slip.find(
        List.of(NEW, OLD), new Signed(ID, AT, signature, BODY.getBytes(StandardCharsets.UTF_8)));
  }

  private static Reason reason(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Misfit.class);
    return ((Misfit) verdict).reason();
  }
}
