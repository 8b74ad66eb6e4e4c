package dev.meanwhile.proof.webhooks;

import static dev.meanwhile.proof.webhooks.Kind.completed;
import static dev.meanwhile.proof.webhooks.Kind.failed;
import static dev.meanwhile.proof.webhooks.Kind.timeout;

import dev.meanwhile.proof.node.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Receivers that break off, send too much, or call back when and how they should not.
final class OddKinds {
  private final Map<String, String> firstTokens = new ConcurrentHashMap<>();

  List<Kind> all() {
    var all = new ArrayList<>(thatBreak());
    all.addAll(thatCallBackOddly());
    return all;
  }

  private List<Kind> thatBreak() {
    return List.of(
        Kind.of(
                "endless",
                "an endless body, completes meanwhile",
                v -> {
                  Kinds.finish(v);
                  v.raw("HTTP/1.1 200 OK\r\n\r\n");
                  for (int i = 0; i < 100_000; i++) {
                    v.raw("x".repeat(10_000));
                  }
                },
                completed(1))
            .hearing(200),
        Kind.of(
                "endless_result",
                "an endless result",
                v -> {
                  v.raw("HTTP/1.1 200 OK\r\n\r\n");
                  for (int i = 0; i < 100_000; i++) {
                    v.raw("x".repeat(10_000));
                  }
                },
                failed("answer_too_large"))
            .answering(),
        Kind.of(
                "bomb",
                "a gzip bomb",
                v -> v.answer(200, "x".repeat(60_000), "Content-Encoding: gzip"),
                failed("packed_answer"))
            .answering(),
        Kind.of("resets", "drops the connection, never heard of again", Visit::reset, timeout()),
        Kind.of(
                "resets_and_works",
                "drops the connection, completes all the same",
                v -> {
                  v.reset();
                  Pause.millis(500);
                  Kinds.finish(v);
                },
                completed(1))
            .hearing(200),
        Kind.of(
                "resets_result",
                "drops the connection instead of a result",
                Visit::reset,
                failed("connection_lost"))
            .answering(),
        Kind.of(
                "wrong_length",
                "less than it promised",
                v -> v.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"n\""),
                failed("answer_broken"))
            .answering(),
        Kind.of(
            "no_http",
            "something that is no HTTP",
            v -> v.raw("SSH-2.0-OpenSSH_9.9\r\n"),
            timeout()));
  }

  private List<Kind> thatCallBackOddly() {
    return List.of(
        Kind.of(
                "early",
                "completes before it answers",
                v -> {
                  Kinds.finish(v);
                  Kinds.accept(v);
                },
                completed(1))
            .hearing(200),
        Kind.of(
                "twice",
                "completes twice",
                v -> {
                  Kinds.accept(v);
                  Kinds.finish(v);
                  Kinds.finish(v);
                },
                completed(1))
            .hearing(200, 200),
        Kind.of(
                "changes_its_mind",
                "completes, then fails",
                v -> {
                  Kinds.accept(v);
                  Kinds.finish(v);
                  v.say("fail", "{}");
                },
                completed(1))
            .hearing(200, 409),
        Kind.of(
                "speaks_then_500",
                "says a word, then another branch makes the answer 500",
                v -> {
                  v.say("status", "{\"status_message\":\"AI is thinking…\"}");
                  v.answer(500, "{\"message\":\"Error in workflow\"}");
                  Pause.millis(500);
                  Kinds.finish(v);
                },
                completed(1))
            .hearing(200, 200),
        Kind.of(
                "forged",
                "a token of its own making",
                v -> {
                  Kinds.accept(v);
                  v.say(v.task(), "complete", Kinds.DONE, "mwc_" + "A".repeat(70));
                },
                timeout())
            .hearing(401),
        Kind.of(
                "foreign",
                "the token of another task",
                v -> {
                  Kinds.accept(v);
                  v.say(UUID.randomUUID().toString(), "complete", Kinds.DONE, v.token());
                  Kinds.finish(v);
                },
                completed(1))
            .hearing(403, 200),
        Kind.of(
                "stale",
                "the first attempt's token in the second",
                v -> {
                  Kinds.accept(v);
                  String first = firstTokens.putIfAbsent(v.task(), v.token());
                  if (first == null) {
                    v.say("fail", "{\"why\":\"not today\",\"retryable\":true}");
                  } else {
                    v.say(v.task(), "complete", Kinds.DONE, first);
                    Kinds.finish(v);
                  }
                },
                completed(2))
            .tried(1)
            .hearing(200, 409, 200),
        Kind.of(
                "too_late",
                "completes after the time-out",
                v -> {
                  Kinds.accept(v);
                  Pause.millis(9000);
                  Kinds.finish(v);
                },
                timeout())
            .hearing(409),
        Kind.of(
                "cancelled",
                "completes after somebody cancelled",
                v -> {
                  Kinds.accept(v);
                  Pause.millis(3000);
                  Kinds.finish(v);
                },
                task -> task.get("status").asString().equals("cancelled"))
            .hearing(410));
  }
}
