package dev.meanwhile.proof.webhooks;

import com.standardwebhooks.Webhook;
import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// `prove callbacks`: what is signed is what the library of Standard Webhooks accepts, and nothing
/// else; a token lets in one attempt of one task, and nobody else; so does a signature of that
/// library.
public final class CallbackProof {
  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String OTHER = "whsec_dGhpcyBpcyBub3QgdGhlIHNlY3JldCBhdCBhbGw=";
  private static final String DONE = "{\"output_data\":{\"n\":1}}";

  private final Tally tally;
  private final Premises premises = Premises.of("callbacks");
  private final Map<String, Visit> visits = new ConcurrentHashMap<>();

  public CallbackProof(Tally tally, Options options) {
    this.tally = tally;
    options.end();
  }

  public void run() throws Exception {
    var kept = Kind.of("kept", "keeps each call", this::keep, _ -> true);
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var zoo = new Zoo()) {
      postgres.createDatabase("callbacks");
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              "callbacks",
              Map.of(
                  "MEANWHILE_TYPES_KEPT_URL",
                  zoo.url("kept"),
                  "MEANWHILE_TYPES_KEPT_SECRET",
                  NEW + " " + OLD))) {
        zoo.open(List.of(kept), node.port());
        signatures(call(node), call(node));
        vector();
        tokens(node);
        ends(node);
        new SignedCallbacks(tally, node, () -> called(node), NEW, OLD).run(OTHER);
      }
    }
    premises.remove();
  }

  private void keep(Visit visit) throws IOException {
    visits.put(visit.task() + visit.attempt(), visit);
    visit.answer(200, "");
  }

  private Visit call(NodeProcess node) throws IOException {
    try (var line = new Line(node.port())) {
      String json = Json.write(Map.of("task_type", "kept", "input_data", Map.of("ümlaut", "ß")));
      return await(line.post("/api/tasks", json).json(202).get("id").asString() + 1);
    }
  }

  private Visit called(NodeProcess node) {
    try {
      return call(node);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The example that the libraries of all languages are tested with.
  private void vector() throws Exception {
    String signed =
        new Webhook(NEW).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");
    tally.check(
        signed.equals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        "the library signs the example of the standard as the standard says");
  }

  private Visit await(String key) {
    for (int i = 0; i < 2000; i++) {
      Visit visit = visits.get(key);
      if (visit != null) {
        return visit;
      }
      Pause.millis(10);
    }
    throw new ProofFailed("No call came for " + key + " within 20 s.");
  }

  private static Map<String, String> head(Visit visit) {
    var head = new HashMap<String, String>();
    visit
        .head()
        .lines()
        .skip(1)
        .filter(line -> line.contains(": "))
        .forEach(line ->
            head.put(
                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                line.substring(line.indexOf(':') + 2)));
    return head;
  }

  private static boolean accepted(String secret, String body, Map<String, String> head) {
    var lists = new HashMap<String, List<String>>();
    head.forEach((name, value) -> lists.put(name, List.of(value)));
    try {
      new Webhook(secret).verify(body, lists);
      return true;
    } catch (Exception refused) {
      return false;
    }
  }

  private void signatures(Visit one, Visit other) throws Exception {
    Map<String, String> head = head(one);
    String id = head.getOrDefault("webhook-id", "");
    String signature = head.getOrDefault("webhook-signature", "");
    long at = Long.parseLong(head.getOrDefault("webhook-timestamp", "0"));
    String[] both = signature.split(" ", -1);
    tally.check(
        accepted(NEW, one.text(), head), "the library accepts our call with the new secret");
    tally.check(accepted(OLD, one.text(), head), "and with the old one, while it is exchanged");
    tally.check(
        both.length == 2
            && both[0].equals(new Webhook(NEW).sign(id, at, one.text()))
            && both[1].equals(new Webhook(OLD).sign(id, at, one.text())),
        "the library signs our body as we do, once for each secret");
    tally.check(
        id.equals("msg_" + one.task() + "_1") && !id.contains("."),
        "the id names task and attempt, and holds no full stop");
    signatureRefused("another secret", OTHER, one.text(), head, Map.of());
    signatureRefused("a changed body", NEW, one.text().replace("ß", "ss"), head, Map.of());
    signatureRefused("a blank more", NEW, one.text() + " ", head, Map.of());
    signatureRefused("another id", NEW, one.text(), head, Map.of("webhook-id", id + "1"));
    String early = Long.toString(at - 600);
    signatureRefused(
        "another time", NEW, one.text(), head, Map.of("webhook-timestamp", Long.toString(at + 1)));
    signatureRefused(
        "ten minutes ago, signed",
        NEW,
        one.text(),
        head,
        Map.of(
            "webhook-timestamp",
            early,
            "webhook-signature",
            new Webhook(NEW).sign(id, at - 600, one.text())));
    signatureRefused(
        "in ten minutes, signed",
        NEW,
        one.text(),
        head,
        Map.of(
            "webhook-timestamp",
            Long.toString(at + 600),
            "webhook-signature",
            new Webhook(NEW).sign(id, at + 600, one.text())));
    signatureRefused("no signature", NEW, one.text(), head, Map.of("webhook-signature", ""));
    signatureRefused(
        "only v1a",
        NEW,
        one.text(),
        head,
        Map.of("webhook-signature", "v1a," + both[0].substring(3)));
    signatureRefused(
        "the signature of another call",
        NEW,
        one.text(),
        head,
        Map.of("webhook-signature", head(other).getOrDefault("webhook-signature", "")));
    signatureRefused("the body of another call", NEW, other.text(), head, Map.of());
  }

  private void signatureRefused(
      String what,
      String secret,
      String body,
      Map<String, String> head,
      Map<String, String> changes) {
    var all = new HashMap<>(head);
    all.putAll(changes);
    tally.check(!accepted(secret, body, all), "refused by the library: " + what);
  }

  private void tokens(NodeProcess node) throws IOException {
    Visit one = call(node);
    Visit other = call(node);
    String token = one.token();
    byte[] bytes = Base64.getUrlDecoder().decode(token.substring(4));
    Map<String, String> bad =
        Map.ofEntries(
            Map.entry("no token", ""),
            Map.entry("a word", "Bearer secret"),
            Map.entry("another scheme", "Basic " + token),
            Map.entry("the beginning alone", "Bearer mwc_"),
            Map.entry("a letter less", "Bearer " + token.substring(0, token.length() - 1)),
            Map.entry("a letter more", "Bearer " + token + "A"),
            Map.entry(
                "other cases of letters",
                "Bearer mwc_" + token.substring(4).toLowerCase(Locale.ROOT)),
            Map.entry("padding", "Bearer " + token + "=="),
            Map.entry(
                "a blank inside", "Bearer " + token.substring(0, 20) + " " + token.substring(20)),
            Map.entry("without its prefix", "Bearer " + token.substring(4)),
            Map.entry("the next attempt's number", "Bearer " + changed(bytes, 19)),
            Map.entry("another task's id", "Bearer " + changed(bytes, 15)),
            Map.entry("a changed seal", "Bearer " + changed(bytes, 20)),
            Map.entry("a changed end", "Bearer " + changed(bytes, 51)),
            Map.entry(
                "an empty seal",
                "Bearer mwc_"
                    + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                            java.util.Arrays.copyOf(java.util.Arrays.copyOf(bytes, 20), 52))));
    for (var entry : bad.entrySet()) {
      int status = say(node, one.task(), "complete", entry.getValue());
      tally.check(status == 401, "%s: %d".formatted(entry.getKey(), status));
    }
    tally.check(
        say(node, one.task(), "complete", "Bearer " + other.token()) == 403,
        "the token of another task: 403");
    tally.check(
        say(node, UUID.randomUUID().toString(), "complete", "Bearer " + token) == 403,
        "a good token at the address of no task: 403");
    tally.check(
        say(node, one.task(), "complete?token=" + token, "") == 401,
        "the token in the address: 401");
    tally.check(
        say(node, one.task(), "heartbeat", "bearer " + token) == 200,
        "after all that the right one is good: 200");
  }

  private static String changed(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return "mwc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(copy);
  }

  private void ends(NodeProcess node) throws IOException {
    Visit done = call(node);
    String bearer = "Bearer " + done.token();
    tally.check(say(node, done.task(), "complete", bearer) == 200, "completed: 200");
    Pause.millis(1000);
    tally.check(
        say(node, done.task(), "complete", bearer) == 200,
        "the same a second later: 200, and nothing changes");
    tally.check(say(node, done.task(), "fail", bearer) == 409, "a failure after that: 409");
    tally.check(say(node, done.task(), "status", bearer) == 409, "a word after that: 409");

    Visit again = call(node);
    tally.check(
        say(node, again.task(), "fail", "Bearer " + again.token()) == 200,
        "failed, to be tried again: 200");
    try (var line = new Line(node.port())) {
      line.post("/api/tasks/" + again.task() + "/retry", "{}").json(202);
    }
    Visit second = await(again.task() + 2);
    tally.check(
        say(node, again.task(), "complete", "Bearer " + again.token()) == 409,
        "the first attempt's token in the second: 409");
    tally.check(
        say(node, again.task(), "complete", "Bearer " + second.token()) == 200,
        "the second's: 200");

    Visit cancelled = call(node);
    try (var line = new Line(node.port())) {
      line.post("/api/tasks/" + cancelled.task() + "/cancellation", "{}").json(200);
    }
    tally.check(
        say(node, cancelled.task(), "complete", "Bearer " + cancelled.token()) == 410,
        "after a cancellation: 410");
  }

  private static int say(NodeProcess node, String task, String word, String authorization)
      throws IOException {
    try (var line = new Line(node.port())) {
      var headers =
          authorization.isEmpty()
              ? Map.<String, String>of()
              : Map.of("Authorization", authorization);
      return line.post("/api/callbacks/" + task + "/" + word, DONE, headers).status();
    }
  }
}
