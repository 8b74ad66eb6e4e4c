package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// The samples that the README imports.
class RealFileTest {
  private static final int ZIP_CODES = 41_490;

  @RegisterExtension static final ImportServer server = ImportServer.with();

  private final Client client = server.client();

  @Test
  void all_us_zip_codes_are_imported_each_once() throws IOException {
    String upload = client.upload("us-zip-codes.csv", sample("us-zip-codes.csv"));

    JsonNode preview = client.get("/api/imports/preview?upload_id=" + upload).json();
    String id = client.start(Map.of("source_type", "csv", "upload_id", upload, "target", "places"));
    JsonNode task = client.ended(id);

    assertThat(preview.get("total").asInt()).isEqualTo(ZIP_CODES);
    assertThat(preview.get("suggested_target").asString()).isEqualTo("places");
    assertThat(preview.get("suggested_columns").toString())
        .isEqualTo(
            "{\"name\":\"City\",\"postal_code\":\"Zip Code\",\"region\":\"State\","
                + "\"region_code\":\"State Code\",\"county\":\"County\",\"country\":\"Country\","
                + "\"latitude\":\"Latitude\",\"longitude\":\"Longitude\"}");
    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 41,490 records imported");
    assertThat(task.get("output_data").get("imported").asInt()).isEqualTo(ZIP_CODES);
    assertThat(task.get("output_data").get("skipped").asInt()).isZero();
    assertThat(task.get("output_data").get("rejects_url").isNull()).isTrue();
    assertThat(server.count("select count(*) from meanwhile.places")).isEqualTo(ZIP_CODES);
    assertThat(
            server.count(
                "select count(distinct line_number) from meanwhile.places where import_task_id = ?",
                UUID.fromString(id)))
        .isEqualTo(ZIP_CODES);
    assertThat(server.count("select max(line_number) - min(line_number) + 1 from meanwhile.places"))
        .isEqualTo(ZIP_CODES);
    known("90210", "Beverly Hills", "California", "Los Angeles", 34.0901, -118.4065);
    known("10001", "New York", "New York", "New York", 40.7484, -73.9967);
    known("00501", "Holtsville", "New York", "Suffolk", 40.8154, -73.0451);
    known("87936", "Garfield", "New Mexico", "Doña Ana", 32.7557, -107.2704);
  }

  @Test
  void the_sample_contacts_show_what_becomes_of_bad_rows() throws IOException {
    JsonNode task = client.imported("contacts", sample("contacts.csv"), Map.of());

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 8 records imported, 4 skipped due to errors");
    String rejects = client.get(task.get("output_data").get("rejects_url").asString()).body();
    assertThat(rejects.lines().filter(line -> line.matches("\\d+,.*")).toList())
        .extracting(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
        .containsExactly(
            "5,E-mail 'dmitri(at)example.org' is not an e-mail address",
            "9,The row has neither a name nor an e-mail address nor a phone number",
            "10,Phone 'n/a' is not a phone number",
            "12,The row has 9 columns instead of 10");
  }

  private static void known(
      String zip, String city, String state, String county, double latitude, double longitude) {
    assertThat(
            server.rows(
                """
                select name, region, county, latitude, longitude, country
                from meanwhile.places
                where postal_code = ?
                """,
                zip))
        .containsExactly(
            Map.of(
                "name", city,
                "region", state,
                "county", county,
                "latitude", latitude,
                "longitude", longitude,
                "country", "US"));
  }

  private static byte[] sample(String name) throws IOException {
    for (Path folder : List.of(Path.of("samples"), Path.of("..", "samples"))) {
      if (Files.exists(folder.resolve(name))) {
        return Files.readAllBytes(folder.resolve(name));
      }
    }
    throw new AssertionError("There is no samples/" + name);
  }
}
