package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final Map<String, String> SECRETS =
      Map.ofEntries(
          Map.entry("GET /?api_key=s3cr3t-9&x=1", "GET /?api_key=[…]&x=1"),
          Map.entry("{\"password\": \"hunter2!\", \"a\": 1}", "{\"password\": \"[…]\", \"a\": 1}"),
          Map.entry("{'client_secret':'abc'}", "{'client_secret':'[…]'}"),
          Map.entry("PGPASSWORD=hunter2 psql", "PGPASSWORD=[…] psql"),
          Map.entry("It said: Authorization: Digest abc=1", "It said: Authorization: […]"),
          Map.entry("Cookie: mw_session=abc; b=c\nHost: x", "Cookie: […]\nHost: x"),
          Map.entry("It refused Bearer abcdefgh12345", "It refused Bearer […]"),
          Map.entry("basic dXNlcjpwYXNz failed", "basic […] failed"),
          Map.entry(
              "postgresql://app:hunter2@db.example:5432/x is away",
              "postgresql://app:[…]@db.example:5432/x is away"),
          Map.entry(
              "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl was refused", "[…] was refused"),
          Map.entry("The key mwk_abcdefghijklmnopqrst is wrong", "The key […] is wrong"),
          Map.entry("sk-proj-abcdefghijklmnop1234", "[…]"),
          Map.entry("AKIAIOSFODNN7EXAMPLE!", "[…]!"),
          Map.entry("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[…]"));

  private static final List<String> ORDINARY =
      List.of(
          "Task created, waiting to start…",
          "Drive times failed: Google Maps refused the key (403). An admin must check it.",
          "The password was not changed.",
          "The token is too old: sign in again.",
          "Row 12 of 4,000: 'name' is missing; it reads https://example.org/people?page=2.",
          "Zeile 7: Straße „Am Bearer“ fehlt",
          "",
          "Secrets of the sea");

  @Test
  void what_looks_like_a_secret_is_taken_out() {
    SECRETS.forEach((text, clean) -> assertThat(Redaction.of(text)).isEqualTo(clean));
  }

  @Test
  void what_is_clean_stays_as_it_is_and_a_second_time_changes_nothing() {
    ORDINARY.forEach(text -> assertThat(Redaction.of(text)).isEqualTo(text));
    SECRETS.values().forEach(clean -> assertThat(Redaction.of(clean)).isEqualTo(clean));
  }

  @Test
  void what_a_handler_says_of_a_failure_holds_no_secret() {
    var failed =
        new Outcome.Failed(
            "Sync failed",
            "https://u:pw@x said no",
            "Check token=abc",
            "no",
            false,
            null,
            Map.of("body", "{\"token\":\"abc\"}", "status", 403));

    assertThat(failed.why()).isEqualTo("https://u:[…]@x said no");
    assertThat(failed.advice()).isEqualTo("Check token=[…]");
    assertThat(failed.detail()).isEqualTo(Map.of("body", "{\"token\":\"[…]\"}", "status", 403));
    assertThat(Outcome.parked("maps", "Bearer abcdefgh12345 refused").why())
        .isEqualTo("Bearer […] refused");
    assertThat(Outcome.completed(Map.of(), "key=1 password=2").sentence())
        .isEqualTo("key=1 password=[…]");
    assertThat(new Outcome.Postponed(java.time.Duration.ZERO, "token=1").why())
        .isEqualTo("token=[…]");
  }
}
