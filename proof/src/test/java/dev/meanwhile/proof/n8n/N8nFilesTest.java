package dev.meanwhile.proof.n8n;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.access.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What `n8n/` holds, as far as no n8n is needed to look at it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class N8nFilesTest {
  private static final Path N8N = Path.of("..", "n8n").toAbsolutePath().normalize();
  private static final Pattern SECRET =
      Pattern.compile("(mw[a-z]_|sk-or-|sk-|re_|AIza|whsec_|eyJ)[A-Za-z0-9_-]{8,}");
  private static final Pattern OURS = Pattern.compile("(/api/[a-z/]*[a-z])");
  private static final Pattern WORD = Pattern.compile("callback\\.url }}/([a-z]+)");

  private final Map<String, String> texts = new TreeMap<>();

  @BeforeAll
  void read() throws IOException {
    try (var files = Files.newDirectoryStream(N8N.resolve("workflows"), "*.json")) {
      for (var file : files) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(texts).hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void each_workflow_holds_together() {
    var ids = new HashSet<String>();
    texts.forEach((name, text) -> {
      JsonNode workflow = Json.mapper().readTree(text);
      var nodes = new HashSet<String>();
      workflow.get("nodes").forEach(node -> nodes.add(node.get("name").asString()));
      assertThat(nodes).as(name).hasSize(workflow.get("nodes").size());
      assertThat(ids.add(workflow.get("id").asString())).as(name).isTrue();
      workflow
          .get("connections")
          .properties()
          .forEach(from -> {
            assertThat(nodes).as(name).contains(from.getKey());
            for (var output : from.getValue().get("main")) {
              output.forEach(to -> assertThat(nodes).as(name).contains(to.get("node").asString()));
            }
          });
      Pattern.compile("\\$\\('([^']+)'\\)")
          .matcher(text)
          .results()
          .forEach(used -> assertThat(nodes).as(name).contains(used.group(1)));
    });
  }

  @Test
  void nothing_secret_stands_in_a_workflow() {
    texts.forEach((name, text) -> {
      assertThat(SECRET.matcher(text).results().map(found -> found.group()).toList())
          .as(name)
          .isEmpty();
      for (JsonNode node : Json.mapper().readTree(text).get("nodes")) {
        node.path("parameters")
            .path("headerParameters")
            .path("parameters")
            .forEach(header -> {
              if (header.get("name").asString().matches("(?i)authorization|.*key|cookie")
                  && !header.get("name").asString().equals("Idempotency-Key")) {
                assertThat(header.get("value").asString()).as(name).contains("{{");
              }
            });
      }
    });
  }

  @Test
  void what_they_call_is_there() throws IOException {
    var addresses = new TreeSet<String>();
    var words = new TreeSet<String>();
    var all = new ArrayList<>(texts.values());
    for (var script : scripts()) {
      all.add(Files.readString(script));
    }
    for (var text : all) {
      OURS.matcher(text).results().forEach(found -> addresses.add(found.group(1)));
      WORD.matcher(text).results().forEach(found -> words.add(found.group(1)));
    }
    addresses.removeIf(address -> address.equals("/api/v"));
    assertThat(addresses).contains("/api/tasks", "/api/executions", "/api/me");
    assertThat(addresses)
        .allSatisfy(address -> assertThat(Endpoints.resource(address)).as(address).isNotNull());
    assertThat(words).containsExactlyInAnyOrder("status", "complete", "fail");
    assertThat(words).allMatch(word -> Endpoints.isOpen("/api/callbacks/{task}/" + word));
  }

  @Test
  void the_community_node_loads_and_names_its_operations() throws Exception {
    var node = Path.of("/usr/bin/env");
    assumeThat(run(node.toString(), "node", "--version")).startsWith("v");
    var said =
        run(
            node.toString(),
            "node",
            "-e",
            """
            const own = require('./package.json');
            const load = (file) => new (Object.values(require('./' + file))[0])();
            const [node, trigger] = own.n8n.nodes.map(load);
            const [api, signing] = own.n8n.credentials.map(load);
            const { verified } = require('./nodes/Meanwhile/signature');
            const now = 1700000000000;
            const secret = 'whsec_' + Buffer.alloc(32, 7).toString('base64');
            const { createHmac } = require('crypto');
            const sign = (body) => 'v1,' + createHmac('sha256', Buffer.alloc(32, 7)).update('m.1700000000.' + body).digest('base64');
            const head = (body, at) => ({ 'webhook-id': 'm', 'webhook-timestamp': at ?? '1700000000', 'webhook-signature': 'v1,x ' + sign(body) });
            Promise.all([
              api.authenticate({ baseUrl: 'https://a.example', apiKey: 'k' }, { baseURL: 'https://a.example', url: '/api/me', headers: {} }),
              api.authenticate({ baseUrl: 'https://a.example', apiKey: 'k' }, { url: 'https://b.example/x', headers: {} }),
              api.authenticate({ baseUrl: 'https://a.example', apiKey: 'k' }, { url: 'https://a.example/x', headers: { authorization: 'Bearer t' } }),
            ]).then((asked) => console.log(
              node.description.properties[0].options.map((one) => one.value).join(' '),
              trigger.description.name, own.n8n.credentials.length, signing.name,
              asked.map((one) => JSON.stringify(one.headers)).join(' '),
              verified(secret, head('{}'), Buffer.from('{}'), now), verified(secret, head('{ }'), Buffer.from('{}'), now),
              verified(secret, head('{}'), Buffer.from('{}'), now + 301000), verified(secret, {}, Buffer.from('{}'), now)));
            """);
    assertThat(said)
        .isEqualTo(
            "cancel complete create dismiss fail get heartbeat listFailed retry status meanwhileTrigger 2 meanwhileSigningApi"
                + " {\"Authorization\":\"Bearer k\"} {} {\"authorization\":\"Bearer t\"} true false false false");
  }

  private static List<Path> scripts() throws IOException {
    try (var tree = Files.walk(N8N.resolve("n8n-nodes-meanwhile"))) {
      return tree.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  /// @return what it printed; nothing when it cannot be started
  private static String run(String... command) throws Exception {
    var process =
        new ProcessBuilder(command)
            .directory(N8N.resolve("n8n-nodes-meanwhile").toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said.strip();
  }
}
