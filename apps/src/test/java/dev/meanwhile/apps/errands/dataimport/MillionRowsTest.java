package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class MillionRowsTest {
  private static final int ROWS = 1_000_000;

  /// Far less than the rows of the file would take together.
  private static final int MEGABYTES = 80;

  @RegisterExtension static final ImportServer server = ImportServer.without();

  @Test
  void a_million_rows_pass_through_little_memory() throws Exception {
    byte[] file = file();
    assertThat(file.length).isGreaterThan((MEGABYTES / 2) << 20);

    try (var node = server.startSmall(MEGABYTES)) {
      JsonNode task = node.client().imported("places", file, Map.of());

      assertThat(task.get("status_message").asString())
          .isEqualTo("Import complete! 999,000 records imported, 1,000 skipped due to errors");
      assertThat(node.isAlive()).isTrue();
    }
    assertThat(server.count("select count(distinct line_number) from meanwhile.places"))
        .isEqualTo(999_000);
  }

  private static byte[] file() {
    var file = new ByteArrayOutputStream(64 << 20);
    file.writeBytes("name,postal_code,county\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < ROWS; i++) {
      String name = i % 1000 == 999 ? "" : "A place with the number " + i;
      file.writeBytes((name + ',' + i + ",Somewhere\n").getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }
}
