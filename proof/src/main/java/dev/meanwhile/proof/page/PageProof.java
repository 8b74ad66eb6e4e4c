package dev.meanwhile.proof.page;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.browser.Chromium;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/// `prove page`: a plain HTML page on another origin, with one script tag, in a real Chromium. Its
/// visitor has no session with us; the page's own server asks for a token. What the page shows is
/// looked at before each frame, and compared with the times that the log of events has.
public final class PageProof {
  private static final String DATABASE = "meanwhile";
  private static final String THING = "K0001234";
  private static final double FIRST_MS = 1_000;
  private static final double SENTENCE_MS = 300;
  private static final int PATIENCE_MS = 30_000;

  private final Tally tally;
  private final int tasks;
  private final int sentences;
  private final int pauseMillis;
  private final Premises premises = Premises.of("page");
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final List<Long> shown = new ArrayList<>();
  private final List<Long> said = new ArrayList<>();
  private int missed;

  public PageProof(Tally tally, Options options) {
    this.tally = tally;
    this.tasks = options.number("tasks", 10);
    this.sentences = options.number("sentences", 10);
    this.pauseMillis = options.number("pause", 400);
    options.end();
  }

  public void run() throws Exception {
    Path program = Chromium.installed();
    if (program == null) {
      throw new ProofFailed("No Chromium is installed (apt-get install chromium).");
    }
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var site = new Site()) {
      postgres.createDatabase(DATABASE);
      try (var node =
              NodeProcess.start(
                  premises,
                  premises.jar("proof"),
                  List.of("node"),
                  postgres,
                  DATABASE,
                  Map.of("MEANWHILE_DEMO", "false", "MEANWHILE_CORS_ORIGINS", site.origin()));
          var browser = Chromium.open(program, premises.file("chromium"), this::hear)) {
        var owner = Owner.of(node.port(), premises.file("node.out"));
        site.show(node.port(), owner, THING);
        look(browser, site, owner);
      }
    }
    premises.remove();
  }

  private void look(Chromium browser, Site site, Owner owner) {
    browser.ask("Page.navigate", Map.of("url", site.origin() + "/"));
    await(browser, "typeof recorded !== 'undefined' && bell() !== ''", "The bell did not appear.");
    tally.say("the page is at %s, the server at port %d".formatted(site.origin(), owner.port()));
    for (int i = 0; i < tasks; i++) {
      follow(browser, owner);
    }
    tell("a task is on the page after its creation began", shown, FIRST_MS);
    tell("a sentence is on the page after the server wrote it", said, SENTENCE_MS);
    tally.check(
        missed == 0,
        "%,d sentences of %d tasks were to be shown, %d were not"
            .formatted(tasks * sentences, tasks, missed));
    fail(browser, owner);
    guest(browser, site);
  }

  /// One task from its creation to its end.
  private void follow(Chromium browser, Owner owner) {
    long began = System.currentTimeMillis();
    String id =
        owner.create(
            "talk",
            THING,
            "{\"sentences\":%d,\"pause_millis\":%d}".formatted(sentences, pauseMillis));
    await(browser, "ended('%s')".formatted(id), "The page did not show the end of a task.");
    shown.add(since(began, browser.evaluate("first('%s')".formatted(id))));
    for (JsonNode event : owner.events(id)) {
      JsonNode message = event.get("event_data").path("status_message");
      if (!message.asString("").startsWith("Sentence")) {
        continue;
      }
      JsonNode at = browser.evaluate("when('%s', '%s')".formatted(id, message.asString()));
      if (at.isNumber()) {
        said.add(since(Owner.millis(event.get("created_at").asString()), at));
      } else {
        missed++;
      }
    }
  }

  private void fail(Chromium browser, Owner owner) {
    long began = System.currentTimeMillis();
    // "The printer is out of paper." in Base64.
    owner.create(
        "speech",
        THING,
        "{\"text\":\"VGhlIHByaW50ZXIgaXMgb3V0IG9mIHBhcGVyLg==\",\"thrown\":false}");
    await(browser, "toast() > 0", "The page told nobody of a failure.");
    tally.check(
        true,
        "a failure is a toast on the page after %,d ms"
            .formatted((long) browser.evaluate("toast()").asDouble() - began));
    tally.check(
        browser.evaluate("bell()").asString().contains("1 needs attention"),
        "the bell says: " + browser.evaluate("bell()").asString());
  }

  /// What the script leaves behind on somebody else's page.
  private void guest(Chromium browser, Site site) {
    String globals = browser.evaluate("newGlobals()").asString();
    tally.check(globals.equals("Meanwhile,TaskMonitor"), "new names on the page: " + globals);
    tally.check(
        browser.evaluate("document.cookie").asString().isEmpty(), "the page has no cookie of ours");
    tally.check(
        site.tokens() > 0 && asked.stream().noneMatch(address -> address.contains("eyJ")),
        "%d tokens were fetched; none was in one of %,d addresses"
            .formatted(site.tokens(), asked.size()));
    long streams = asked.stream().filter(address -> address.contains("/api/live")).count();
    tally.check(streams == 1, "the page opened %d live stream(s)".formatted(streams));
  }

  private void tell(String what, List<Long> millis, double limit) {
    if (millis.isEmpty()) {
      tally.check(false, what + ": never");
      return;
    }
    var figures = new Figures(millis.stream().mapToLong(each -> each * 1_000_000).toArray());
    tally.check(
        figures.percentile(1) <= limit,
        "%s: median %.0f ms, p95 %.0f ms, longest %.0f ms of %,d (asked: %.0f ms)"
            .formatted(
                what,
                figures.percentile(0.5),
                figures.percentile(0.95),
                figures.percentile(1),
                figures.size(),
                limit));
  }

  private static long since(long began, JsonNode at) {
    return Math.max(0, (long) at.asDouble() - began);
  }

  private static void await(Chromium browser, String condition, String otherwise) {
    for (int waited = 0; waited < PATIENCE_MS; waited += 50) {
      if (browser.evaluate(condition).asBoolean()) {
        return;
      }
      Pause.millis(50);
    }
    throw new ProofFailed(otherwise + " " + browser.evaluate("document.body.innerText").asString());
  }

  private void hear(Chromium browser, JsonNode event) {
    if (event.get("method").asString().equals("Network.requestWillBeSent")) {
      JsonNode request = event.get("params").get("request");
      if (!request.path("method").asString("").equals("OPTIONS")) {
        asked.add(request.get("url").asString());
      }
    }
  }
}
