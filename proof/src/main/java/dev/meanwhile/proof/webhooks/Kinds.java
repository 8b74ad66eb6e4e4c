package dev.meanwhile.proof.webhooks;

import static dev.meanwhile.proof.webhooks.Kind.completed;
import static dev.meanwhile.proof.webhooks.Kind.failed;
import static dev.meanwhile.proof.webhooks.Kind.timeout;

import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.List;

/// The kinds of receivers in the proof: those that answer, are slow or refuse, and the [OddKinds].
final class Kinds {
  static final String DONE = "{\"output_data\":{\"n\":1},\"status_message\":\"Done.\"}";

  private final String trap;

  /// @param trap where a redirect leads that must not be followed
  Kinds(String trap) {
    this.trap = trap;
  }

  List<Kind> all() {
    var all = new java.util.ArrayList<Kind>();
    all.addAll(thatAnswer());
    all.addAll(thatAreSlow());
    all.addAll(thatRefuse());
    all.addAll(new OddKinds().all());
    return all;
  }

  static void finish(Visit visit) throws IOException {
    visit.say("complete", DONE);
  }

  static void accept(Visit visit) throws IOException {
    visit.answer(200, "{\"message\":\"Workflow was started\"}");
  }

  private List<Kind> thatAnswer() {
    return List.of(
        Kind.of(
                "prompt",
                "200, then completes",
                v -> {
                  accept(v);
                  finish(v);
                },
                completed(1))
            .hearing(200),
        Kind.of(
                "named",
                "200 with the name of its run",
                v -> {
                  v.answer(202, "{\"n8n_execution_id\":\"231\"}");
                  Pause.millis(300);
                  finish(v);
                },
                completed(1).and(task -> task.get("n8n_execution_id").asString().equals("231")))
            .hearing(200),
        Kind.of(
                "talkative",
                "three words, then the end",
                v -> {
                  accept(v);
                  for (int i = 1; i <= 3; i++) {
                    v.say(
                        "status",
                        "{\"current_step\":\"step_%d\",\"progress_done\":%d,\"progress_total\":3}"
                            .formatted(i, i));
                  }
                  finish(v);
                },
                completed(1).and(task -> task.get("progress_done").asInt() == 3))
            .hearing(200, 200, 200, 200),
        Kind.of("silent", "200 and no callback", Kinds::accept, timeout()),
        Kind.of(
                "result",
                "the answer is the result",
                v -> v.answer(200, "{\"n\":5}"),
                completed(1).and(task -> task.get("output_data").get("n").asInt() == 5))
            .answering(),
        Kind.of("words", "the answer is plain words", v -> v.answer(200, "hello"), completed(1))
            .answering(),
        Kind.of(
                "fails",
                "an error of n8n's HTTP node",
                v -> {
                  accept(v);
                  v.say(
                      "fail",
                      """
                      {"what":"AI model call failed","retryable":false,"error":{"message":"Try spacing your requests out",
                       "error":"429 - {\\"error\\":{\\"message\\":\\"Rate limit exceeded\\"}}","status":429,
                       "response":{"headers":{"retry-after":"60"}},
                       "options":{"headers":{"Authorization":"Bearer sk-averysecretword"}}}}
                      """);
                },
                failed("rate_limited")
                    .and(task ->
                        task.get("error_message")
                            .asString()
                            .equals(
                                "AI model call failed: HTTP 429: Rate limit exceeded. Try again in 1 minute."))
                    .and(task -> !task.toString().contains("averysecretword")))
            .hearing(200));
  }

  private List<Kind> thatAreSlow() {
    return List.of(
        Kind.of(
                "slow",
                "200 after two seconds",
                v -> {
                  Pause.millis(2000);
                  accept(v);
                  finish(v);
                },
                completed(1))
            .hearing(200),
        Kind.of("never", "never answers", Visit::hang, timeout()),
        Kind.of("never_result", "never gives its result", Visit::hang, timeout()).answering(),
        Kind.of(
                "hangs_after_head",
                "hangs after the headers, completes meanwhile",
                v -> {
                  v.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                  finish(v);
                  v.hang();
                },
                completed(1))
            .hearing(200),
        Kind.of(
            "drips_head",
            "a byte of its headers a second",
            v -> v.drip("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            timeout()),
        Kind.of(
                "drips_body",
                "a byte of its body a second, completes meanwhile",
                v -> {
                  v.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                  finish(v);
                  v.drip("x".repeat(100));
                },
                completed(1))
            .hearing(200),
        Kind.of(
                "drips_result",
                "a byte of its result a second",
                v -> {
                  v.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                  v.drip("x".repeat(100));
                },
                timeout())
            .answering());
  }

  private Kind.Behaviour second(Kind.Behaviour first) {
    return v -> {
      if (v.attempt() == 1) {
        first.meet(v);
      } else {
        accept(v);
        finish(v);
      }
    };
  }

  private List<Kind> thatRefuse() {
    return List.of(
        Kind.of(
            "breaks",
            "500",
            v -> v.answer(500, "{\"message\":\"Error in workflow\"}"),
            failed("http_500")),
        Kind.of("bad_gateway", "502", v -> v.answer(502, ""), failed("http_502")),
        Kind.of(
                "closed",
                "503 with Retry-After, then well",
                second(v -> v.answer(503, "", "Retry-After: 1")),
                completed(2))
            .tried(1)
            .hearing(200),
        Kind.of(
                "busy_seconds",
                "429 with seconds, then well",
                second(v -> v.answer(429, "", "Retry-After: 6")),
                completed(2))
            .tried(1)
            .hearing(200),
        Kind.of(
                "busy_date",
                "429 with a date, then well",
                second(v ->
                    v.answer(
                        429,
                        "",
                        "Date: Sun, 22 Nov 2026 10:00:00 GMT",
                        "Retry-After: Sun, 22 Nov 2026 10:00:06 GMT")),
                completed(2))
            .tried(1)
            .hearing(200),
        Kind.of(
                "busy_absurd",
                "429 with an absurd number: waits a day at most",
                v -> v.answer(429, "", "Retry-After: 99999999999999999999999"),
                task ->
                    task.get("label").asString().equals("will retry")
                        && task.get("status_message").asString().contains("in 24 hours"))
            .tried(1),
        Kind.of(
                "busy_negative",
                "429 with a negative number, then well",
                second(v -> v.answer(429, "", "Retry-After: -30")),
                completed(2))
            .tried(1)
            .hearing(200),
        Kind.of(
            "redirects",
            "a redirect to an address inside",
            v -> v.answer(307, "", "Location: " + trap),
            failed("redirect")),
        Kind.of(
            "moves",
            "301 to itself",
            v -> v.answer(301, "", "Location: /moves"),
            failed("redirect")),
        Kind.of("gone", "410", v -> v.answer(410, ""), failed("gone")),
        Kind.of("unpublished", "404", v -> v.answer(404, ""), failed("no_workflow")),
        Kind.of(
            "denies",
            "403",
            v -> v.answer(403, "Authorization data is wrong!"),
            failed("not_accepted")),
        Kind.of(
                "refuses_connection",
                "nobody listens",
                v -> v.answer(200, ""),
                failed("unreachable"))
            .with("URL", "http://127.0.0.1:1/"),
        Kind.of(
            "bad_tls",
            "plain text where TLS was expected",
            v -> v.answer(200, ""),
            failed("unreachable")));
  }
}
