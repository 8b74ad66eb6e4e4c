package dev.meanwhile.proof.n8n;

import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What n8n is given: credentials, the project's workflows with the addresses of the simulators,
/// and the community node.
final class Baggage {
  private static final List<String> OWN =
      List.of("documents-postgres.json", "documents-supabase.json", "signed.json", "tour.json");

  private final Premises premises;

  Baggage(Premises premises) {
    this.premises = premises;
  }

  /// Where `n8n/` lies among the sources.
  private Path source(String name) {
    return premises.home().resolve("n8n").resolve(name);
  }

  /// As npm would lay it down.
  void node() {
    var from = source("n8n-nodes-meanwhile");
    var to = premises.file(".n8n/nodes/node_modules/n8n-nodes-meanwhile");
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new ProofFailed("The community node cannot be copied: " + e, e);
    }
  }

  /// @return the ids of the workflows
  List<String> workflows(Map<String, String> addresses) {
    var ids = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(source("workflows"), "*.json")) {
      Files.createDirectories(premises.file("workflows"));
      for (var file : files) {
        ids.add(lay(file.getFileName().toString(), Files.readString(file), addresses));
      }
      for (var name : OWN) {
        ids.add(lay(name, resource(name), addresses));
      }
    } catch (IOException e) {
      throw new ProofFailed("The workflows cannot be copied: " + e, e);
    }
    return List.copyOf(ids);
  }

  private String lay(String name, String text, Map<String, String> addresses) throws IOException {
    var changed = text;
    for (var address : addresses.entrySet()) {
      changed = changed.replace(address.getKey(), address.getValue());
    }
    Files.writeString(premises.file("workflows").resolve(name), changed);
    return Json.mapper().readTree(changed).get("id").asString();
  }

  private static String resource(String name) {
    try (var stream = Baggage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new ProofFailed("The jar lacks " + name + ".");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param key a supervisor's
  Path credentials(LocalPostgres postgres, String database, String node, String key) {
    var all =
        List.of(
            header("mwCall", "X-Meanwhile-Key", Secret.CALL),
            header("mwKey", "Authorization", "Bearer " + key),
            header("mwOpenRouter", "Authorization", "Bearer " + Secret.OPENROUTER),
            header("mwGoogleMaps", "X-Goog-Api-Key", Secret.GOOGLE),
            header("mwQuo", "Authorization", Secret.QUO),
            header("mwResend", "Authorization", "Bearer " + Secret.RESEND),
            credential("mwNode", "meanwhileApi", Map.of("baseUrl", node, "apiKey", key)),
            credential("mwSigning", "meanwhileSigningApi", Map.of("secret", Secret.SIGNING)),
            credential("mwSupabase", "supabaseApi", Map.of("host", node, "serviceRole", key)),
            credential(
                "mwDatabase",
                "postgres",
                Map.of(
                    "host",
                    "127.0.0.1",
                    "port",
                    postgres.port(),
                    "database",
                    database,
                    "user",
                    "workflows",
                    "password",
                    Secret.ROLE,
                    "ssl",
                    "disable")));
    var file = premises.file("credentials.json");
    try {
      Files.writeString(file, Json.write(all));
    } catch (IOException e) {
      throw new ProofFailed("The credentials cannot be written: " + e, e);
    }
    return file;
  }

  private static Map<String, Object> header(String id, String name, String value) {
    return credential(id, "httpHeaderAuth", Map.of("name", name, "value", value));
  }

  private static Map<String, Object> credential(String id, String type, Map<String, ?> data) {
    return Map.of("id", id, "name", id, "type", type, "data", data);
  }
}
