package dev.meanwhile.proof.security;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.browser.Chromium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/// Texts that would be scripts, shown by the real pages in a real browser.
final class Scripts implements Trial {
  /// Hears a script that runs, a policy that had to step in, and finds elements nobody made.
  private static final String WATCH =
      """
      window.__hits = []; window.hit = () => { window.__hits.push('ran'); };
      document.addEventListener('securitypolicyviolation', e => window.__hits.push('policy ' + e.blockedURI));
      window.__strangers = () => {
        const found = [];
        const look = root => { for (const e of root.querySelectorAll('*')) {
          if (e.hasAttribute('data-xss') || (e.src || e.href || '').toString().includes('evil.test')
              || (e.href || '').toString().toLowerCase().startsWith('javascript:')) found.push(e.outerHTML.slice(0, 120));
          if (e.shadowRoot) look(e.shadowRoot); } };
        look(document); return found; };
      """;

  private final int vectors;
  private final Path folder;
  private final Queue<String> alarms = new ConcurrentLinkedQueue<>();
  private int planted;

  /// @param vectors how many texts
  /// @param folder an empty one, for the browser
  Scripts(int vectors, Path folder) {
    this.vectors = vectors;
    this.folder = folder;
  }

  /// How many of the texts a careless page would have run.
  int planted() {
    return planted;
  }

  @Override
  public void run(House house, Count count) throws Exception {
    Path program = Chromium.installed();
    if (vectors == 0) {
      return;
    }
    if (program == null) {
      count.one(
          Threat.T11,
          false,
          "No Chromium is installed (apt-get install chromium): nothing was shown to a browser.");
      return;
    }
    List<String> texts = Vectors.of(vectors, 90, house.chance());
    try (var browser = open(program)) {
      signIn(browser, house);
      if (!house
          .as("admin")
          .send("GET", "/tasks", Map.of("Accept", "text/html"), "")
          .body()
          .contains("<script")) {
        count.one(Threat.T11, false, "The server has no pages; build them (Node.js 20 or newer).");
        return;
      }
      tasks(browser, house, texts, count);
      people(browser, house, texts, count);
      careless(browser, texts);
    }
  }

  private Chromium open(Path program) throws Exception {
    Chromium browser = Chromium.open(program, folder, this::hear);
    browser.ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    return browser;
  }

  private void hear(Chromium browser, JsonNode event) {
    switch (event.get("method").asString()) {
      case "Page.javascriptDialogOpening" -> {
        alarms.add("a dialog");
        browser.tell("Page.handleJavaScriptDialog", Map.of("accept", false));
      }
      case "Network.requestWillBeSent" -> {
        String url = event.get("params").get("request").get("url").asString();
        if (url.contains("evil.test")) {
          alarms.add("a request to " + url);
        }
      }
      default -> {
        // The rest is of no interest.
      }
    }
  }

  private static void signIn(Chromium browser, House house) {
    for (String cookie : List.of(house.as("admin").cookie().split("; ", -1))) {
      String[] parts = cookie.split("=", 2);
      browser.ask(
          "Network.setCookie",
          Map.of(
              "name",
              parts[0],
              "value",
              parts[1],
              "domain",
              "127.0.0.1",
              "path",
              "/",
              "httpOnly",
              true));
    }
  }

  /// Labels, ids, sentences, failures, inputs, metadata and reasons, in the list and on each task's
  /// page.
  private void tasks(Chromium browser, House house, List<String> texts, Count count) {
    Guest admin = house.as("admin");
    String hidden = null;
    var ids = new java.util.ArrayList<String>();
    for (String text : texts) {
      hidden = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      Reply made =
          admin.post(
              "/api/tasks",
              Map.of(
                  "task_type",
                  "speech",
                  "input_data",
                  Map.of("text", hidden, "thrown", false, text, text),
                  "metadata",
                  Map.of(text, text),
                  "entity_type",
                  "client",
                  "entity_id",
                  text,
                  "entity_label",
                  text));
      if (made.status() == 422) {
        made =
            admin.post(
                "/api/tasks",
                Map.of(
                    "task_type",
                    "speech",
                    "input_data",
                    Map.of("text", hidden, "thrown", false),
                    "entity_type",
                    "client",
                    "entity_id",
                    text,
                    "entity_label",
                    text,
                    "metadata",
                    Map.of(text, text)));
      }
      ids.add(admin.must(made).get("id").asString());
    }
    for (int i = 0; i < ids.size(); i++) {
      awaitEnd(admin, ids.get(i));
      if (i % 2 == 0) {
        admin.post("/api/tasks/" + ids.get(i) + "/dismissal", Map.of("reason", texts.get(i)));
      }
    }
    for (String place :
        List.of("/tasks", "/tasks?label=needs_attention", "/tasks?label=dismissed", "/")) {
      show(browser, house, place, "main", texts.size(), place, count);
    }
    for (int i = 0; i < ids.size(); i++) {
      show(browser, house, "/tasks/" + ids.get(i), "h1", 8, texts.get(i), count);
    }
  }

  /// Waits for the end of a task, and for nothing else.
  private static void awaitEnd(Guest admin, String id) {
    JsonNode task = admin.get("/api/tasks/" + id).json();
    for (int i = 0; i < 20 && task.get("processing_completed_at").isNull(); i++) {
      String version = task.get("version").asString();
      task = admin.get("/api/tasks/%s?wait=6&version=%s".formatted(id, version)).json();
    }
  }

  /// Names of people, keys and files, and what the audit log tells of them.
  private void people(Chromium browser, House house, List<String> texts, Count count) {
    Guest admin = house.as("admin");
    Guest agent = house.as("agent1");
    for (int i = 0; i < texts.size(); i++) {
      admin.post(
          "/api/users", Map.of("username", "xss" + i, "full_name", texts.get(i), "role", "client"));
      agent.put("/api/me", Map.of("full_name", texts.get(i), "email", "agent1@desk.example"));
      if (i < 60) {
        admin.post("/api/keys", Map.of("name", texts.get(i), "scope", "read"));
        admin.post("/api/types/nothing/pause", Map.of("reason", texts.get(i)));
        admin.post("/api/types/nothing/resume", Map.of("reason", texts.get(i)));
      }
    }
    agent.put("/api/me", Map.of("full_name", "Agent One", "email", "agent1@desk.example"));
    show(browser, house, "/people", "main li", texts.size(), "people", count);
    show(browser, house, "/profile", "main", 60, "profile", count);
    show(browser, house, "/outages", "main", 60, "outages", count);
    String before = "";
    for (int page = 0; page < 2 * texts.size() / 50 + 4; page++) {
      show(browser, house, "/audit" + before, "main li", 50, "audit page " + page, count);
      JsonNode list = admin.get("/api/audit" + before).json();
      if (page < 3) {
        for (JsonNode entry : list.get("items")) {
          show(
              browser,
              house,
              "/audit/" + entry.get("id").asString(),
              "h1",
              3,
              entry.toString(),
              count);
        }
      }
      if (list.get("next_before").isNull()) {
        break;
      }
      before = "?before=" + list.get("next_before").asString();
    }
  }

  /// Shows a page and counts what it holds of the texts.
  private void show(
      Chromium browser,
      House house,
      String path,
      String sign,
      int texts,
      String what,
      Count count) {
    String address = "http://127.0.0.1:" + house.nobody().port() + path;
    browser.ask("Page.navigate", Map.of("url", address));
    JsonNode seen =
        browser.evaluate(
            """
            (async () => { const end = Date.now() + 6000;
              const sign = () => document.querySelector(%s);
              while (Date.now() < end && !(document.readyState === 'complete' && sign())) await new Promise(r => setTimeout(r, 15));
              await new Promise(r => setTimeout(r, 60));
              return { ready: !!sign(), found: [...window.__hits, ...window.__strangers()] }; })()
            """
                .formatted(Json.write(sign)));
    var found = new java.util.ArrayList<String>();
    seen.path("found").forEach(one -> found.add(one.asString()));
    for (String alarm = alarms.poll(); alarm != null; alarm = alarms.poll()) {
      found.add(alarm);
    }
    if (!seen.path("ready").asBoolean()) {
      found.add("the page was not shown");
    }
    for (int i = 0; i < texts; i++) {
      count.one(Threat.T11, found.isEmpty(), "%s: %s".formatted(what, found));
    }
  }

  /// The same texts on a page that takes them for HTML: what the watch notices there, it would
  /// notice everywhere.
  private void careless(Chromium browser, List<String> texts) {
    browser.ask("Page.navigate", Map.of("url", "about:blank"));
    for (String text : texts) {
      JsonNode noticed =
          browser.evaluate(
              """
              (async () => { window.__hits = []; document.body.innerHTML = %s; await new Promise(r => setTimeout(r, 5));
                return window.__hits.length + window.__strangers().length; })()
              """
                  .formatted(Json.write(text)));
      planted += noticed.asInt() > 0 ? 1 : 0;
    }
  }
}
