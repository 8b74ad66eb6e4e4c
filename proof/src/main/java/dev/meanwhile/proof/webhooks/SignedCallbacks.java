package dev.meanwhile.proof.webhooks;

import com.standardwebhooks.Webhook;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Callbacks that are signed by the library of Standard Webhooks, rightly and in every wrong way.
final class SignedCallbacks {
  private static final String WORD = "{\"status_message\":\"Grüße…\"}";

  private final Tally tally;
  private final NodeProcess node;
  private final Supplier<Visit> calls;
  private final String current;
  private final String previous;

  /// @param calls makes a task and answers with its call
  SignedCallbacks(
      Tally tally, NodeProcess node, Supplier<Visit> calls, String current, String previous) {
    this.tally = tally;
    this.node = node;
    this.calls = calls;
    this.current = current;
    this.previous = previous;
  }

  /// A message of the library, and what somebody made of it.
  private record Message(String id, String at, String signature, String body) {
    Message id(String other) {
      return new Message(other, at, signature, body);
    }

    Message at(String other) {
      return new Message(id, other, signature, body);
    }

    Message signature(String other) {
      return new Message(id, at, other, body);
    }

    Message body(String other) {
      return new Message(id, at, signature, other);
    }
  }

  private static Message signed(String secret, String id, long at, String body) throws Exception {
    return new Message(id, Long.toString(at), new Webhook(secret).sign(id, at, body), body);
  }

  private static String id(Visit visit, String word) {
    return "msg_%s_%d_%s".formatted(visit.task(), visit.attempt(), word);
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  void run(String stranger) throws Exception {
    Visit one = calls.get();
    forged(one, calls.get(), stranger);
    told(one);
    repeated(calls.get());
  }

  private void forged(Visit one, Visit other, String stranger) throws Exception {
    long now = now();
    String id = id(one, "status_1");
    Message right = signed(current, id, now, WORD);
    String base = right.signature().substring(3);
    Map<String, Message> wrong = new LinkedHashMap<>();
    wrong.put("another secret", signed(stranger, id, now, WORD));
    wrong.put("a changed body", right.body(WORD.replace("ß", "ss")));
    wrong.put("a blank more", right.body(WORD + " "));
    wrong.put("an empty body", right.body(""));
    wrong.put("another id", right.id(id + "x"));
    wrong.put("no id", right.id(""));
    wrong.put("another time", right.at(Long.toString(now + 1)));
    wrong.put("no time", right.at(""));
    wrong.put("a time with a sign", right.at("+" + now));
    wrong.put("a time with a fraction", right.at(now + ".0"));
    wrong.put("ten minutes ago, signed", signed(current, id, now - 600, WORD));
    wrong.put("in ten minutes, signed", signed(current, id, now + 600, WORD));
    wrong.put("a year ago, signed", signed(current, id, now - 31_536_000, WORD));
    wrong.put("in milliseconds, signed", signed(current, id, now * 1000, WORD));
    wrong.put("no signature", right.signature(""));
    wrong.put("only v1a", right.signature("v1a," + base));
    wrong.put("a version of later", right.signature("v2," + base));
    wrong.put("a capital V", right.signature("V1," + base));
    wrong.put("no version", right.signature(base));
    wrong.put("a blank behind the comma", right.signature("v1, " + base));
    wrong.put("commas between signatures", right.signature("v1,x," + right.signature()));
    wrong.put("a letter less", right.signature("v1," + base.substring(1)));
    wrong.put("no padding", right.signature("v1," + base.replaceAll("=+$", "")));
    wrong.put(
        "the base64 of addresses",
        right.signature("v1," + base.replace('+', '-').replace('/', '_').replaceAll("=+$", "")));
    wrong.put("the signature of our own call", right.signature(header(one, "webhook-signature")));
    String split = now + "." + WORD;
    wrong.put(
        "a full stop in the id",
        new Message(
            id + "." + now, Long.toString(now), new Webhook(current).sign(id, now, split), WORD));
    for (var entry : wrong.entrySet()) {
      int status = say(one.task(), "status", entry.getValue(), "");
      tally.check(status == 401, "signed with %s: %d".formatted(entry.getKey(), status));
    }
    Map<String, Message> foreign = new LinkedHashMap<>();
    foreign.put("another task's id", signed(current, id(other, "status"), now, WORD));
    foreign.put("the id of another word", signed(current, id(one, "complete"), now, WORD));
    foreign.put("an id that names nothing", signed(current, "msg_1", now, WORD));
    foreign.put(
        "our own call, sent back",
        new Message(
            header(one, "webhook-id"),
            header(one, "webhook-timestamp"),
            header(one, "webhook-signature"),
            one.text()));
    for (var entry : foreign.entrySet()) {
      int status = say(one.task(), "status", entry.getValue(), "");
      tally.check(status == 403, "signed for %s: %d".formatted(entry.getKey(), status));
    }
    int next = say(one.task(), "status", signed(current, next(one), now, WORD), "");
    tally.check(next == 404, "signed for an attempt that is yet to come: " + next);
    int both = say(one.task(), "status", right.body("{}"), one.token());
    tally.check(both == 401, "a good token beside a wrong signature: " + both);
    int mixed = say(one.task(), "status", right, other.token());
    tally.check(mixed == 403, "a signature beside another task's token: " + mixed);
  }

  private static String next(Visit visit) {
    return "msg_%s_%d_status".formatted(visit.task(), visit.attempt() + 1);
  }

  private static String header(Visit visit, String name) {
    return visit.head().replaceAll("(?is).*\\r\\n" + name + ": ([^\\r]*).*", "$1");
  }

  private void told(Visit one) throws Exception {
    long now = now();
    int first = say(one.task(), "status", signed(current, id(one, "status_1"), now, WORD), "");
    tally.check(first == 200, "after all that the library's own is good: " + first);
    int old = say(one.task(), "status", signed(previous, id(one, "status_2"), now, WORD), "");
    tally.check(old == 200, "with the previous secret as well: " + old);
    Message third = signed(current, id(one, "status_3"), now, WORD);
    int among =
        say(
            one.task(),
            "status",
            third.signature("v1a,abc v1,AAAA " + third.signature() + " v2,x"),
            "");
    tally.check(among == 200, "among several signatures, known and unknown: " + among);
    int beside =
        say(one.task(), "status", signed(current, id(one, "status_4"), now, WORD), one.token());
    tally.check(beside == 200, "beside the token of the attempt: " + beside);
    int slow =
        say(one.task(), "heartbeat", signed(current, id(one, "heartbeat"), now - 240, ""), "");
    tally.check(slow == 200, "from a clock that is four minutes slow: " + slow);
    int fast =
        say(one.task(), "heartbeat", signed(current, id(one, "heartbeat"), now + 240, ""), "");
    tally.check(fast == 200, "from a clock that is four minutes fast: " + fast);
    int done = say(one.task(), "complete", signed(current, id(one, "complete"), now, "{}"), "");
    tally.check(done == 200, "completed by a signature alone: " + done);
  }

  private void repeated(Visit one) throws Exception {
    Message first = signed(current, id(one, "status_1"), now(), "{\"status_message\":\"One.\"}");
    Message second = signed(current, id(one, "status_2"), now(), "{\"status_message\":\"Two.\"}");
    say(one.task(), "status", first, "");
    say(one.task(), "status", second, "");
    Pause.millis(1000);
    int again = say(one.task(), "status", first, "");
    tally.check(
        again == 200 && sentence(one).equals("Two."),
        "the very same a second later: %d, and nothing changes".formatted(again));
    Message anew = signed(current, first.id(), now() + 1, first.body());
    int signedAnew = say(one.task(), "status", anew, "");
    tally.check(
        signedAnew == 200 && sentence(one).equals("Two."),
        "the same, signed anew by a sender who was not answered: %d, and nothing changes"
            .formatted(signedAnew));
    int moved = say(one.task(), "complete", first, "");
    tally.check(moved == 403, "a caught word sent as another: " + moved);
    Message end = signed(current, id(one, "fail"), now(), "{\"why\":\"It is over.\"}");
    tally.check(say(one.task(), "fail", end, "") == 200, "failed by a signature alone: 200");
    tally.check(say(one.task(), "fail", end, "") == 200, "and again: 200, and nothing changes");
  }

  private String sentence(Visit visit) throws IOException {
    try (var line = new Line(node.port())) {
      return line.get("/api/tasks/" + visit.task()).json(200).get("status_message").asString();
    }
  }

  private int say(String task, String word, Message message, String token) throws IOException {
    var head = new LinkedHashMap<String, String>();
    head.put("webhook-id", message.id());
    head.put("webhook-timestamp", message.at());
    head.put("webhook-signature", message.signature());
    if (!token.isEmpty()) {
      head.put("Authorization", "Bearer " + token);
    }
    try (var line = new Line(node.port())) {
      return line.post("/api/callbacks/" + task + "/" + word, message.body(), head).status();
    }
  }
}
