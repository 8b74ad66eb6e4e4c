package dev.meanwhile.apps;

import dev.meanwhile.engine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The made-up data of a new demo. It comes in by the front door, as a person's would: small files
/// are uploaded, and the engine imports them.
final class MadeUp {
  private static final Map<String, String> CLIENTS =
      Map.of(
          "first_name", "First Name",
          "last_name", "Last Name",
          "email", "E-mail",
          "phone", "Phone",
          "street", "Street",
          "city", "City",
          "region", "State",
          "postal_code", "Zip");
  private static final Map<String, String> READERS =
      Map.of("name", "Name", "email", "E-Mail", "company", "Firma");
  private static final Map<String, String> CLINICS =
      Map.of(
          "name", "Clinic",
          "postal_code", "Zip",
          "region_code", "State",
          "latitude", "Latitude",
          "longitude", "Longitude");

  private final String address;
  private final HttpClient http;

  private MadeUp(String address, HttpClient http) {
    this.address = address;
    this.http = http;
  }

  /// Hands the files over unless there are tasks already; says in a sentence what it did, or
  /// nothing.
  static String handOver(String address) {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var madeUp = new MadeUp(address, http);
      return madeUp.isNeeded() ? madeUp.handOver() : "";
    } catch (IOException e) {
      throw new Refused("The made-up data could not be handed over: %s.".formatted(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private boolean isNeeded() throws IOException, InterruptedException {
    return ask("GET", "/api/tasks?limit=1", BodyPublishers.noBody()).get("items").isEmpty();
  }

  private String handOver() throws IOException, InterruptedException {
    importing("new-clients.csv", "contacts", CLIENTS, null);
    importing("newsletter.csv", "contacts", READERS, null);
    importing("clinics.csv", "places", CLINICS, null);
    // Somebody chose the wrong file: it has no such column.
    importing("stock-list.csv", "contacts", Map.of("name", "Name"), null);
    var tomorrow = Duration.ofDays(1);
    importing("newsletter.csv", "contacts", READERS, tomorrow);
    var unwanted = importing("clinics.csv", "places", CLINICS, tomorrow);
    ask("POST", "/api/tasks/" + unwanted + "/cancellation", BodyPublishers.noBody());
    return "Made up six imports of small files: three are done, one fails, one waits until tomorrow, one was cancelled";
  }

  /// @param delay how long the import is to wait; null for not at all
  /// @return the id of the task
  private String importing(
      String file, String target, Map<String, String> columns, @Nullable Duration delay)
      throws IOException, InterruptedException {
    var upload = upload(file);
    var task = new HashMap<String, Object>();
    task.put("task_type", "data_import");
    task.put("entity_type", "upload");
    task.put("entity_id", upload.get("id").asString());
    task.put("entity_label", file);
    task.put(
        "input_data",
        Map.of(
            "source_type",
            "csv",
            "upload_id",
            upload.get("id").asString(),
            "target",
            target,
            "mapping_config",
            Map.of("columns", columns, "header", true)));
    if (delay != null) {
      var now = Instant.parse(upload.get("created_at").asString());
      task.put("run_at", now.plus(delay).truncatedTo(ChronoUnit.MINUTES).toString());
    }
    return ask("POST", "/api/tasks", BodyPublishers.ofString(Json.write(task)))
        .get("id")
        .asString();
  }

  private JsonNode upload(String file) throws IOException, InterruptedException {
    try (var content = MadeUp.class.getResourceAsStream("/demo/" + file)) {
      if (content == null) {
        throw new IllegalStateException("The file demo/%s is not in the jar.".formatted(file));
      }
      return ask(
          "POST", "/api/uploads?name=" + file, BodyPublishers.ofByteArray(content.readAllBytes()));
    }
  }

  private JsonNode ask(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    var type = path.startsWith("/api/uploads") ? "text/csv" : "application/json";
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body)
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(30))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 400) {
      throw new IOException("the node answered %d".formatted(answer.statusCode()));
    }
    return Json.mapper().readTree(answer.body());
  }
}
