package dev.meanwhile.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command `serve`: what it says when it cannot start, and that it starts without a database.
class ServeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MEANWHILE_LEASE        | soon                             | MEANWHILE_LEASE is 'soon', which cannot be read
          MEANWHILE_PORT         | http                             | MEANWHILE_PORT is 'http', which cannot be read
          MEANWHILE_DATABASE_URL | mysql://127.0.0.1/x              | MEANWHILE_DATABASE_URL does not begin with
          MEANWHILE_DATABASE_URL | jdbc:postgresql://127.0.0.1:1/x  | does not answer
          """)
  void a_wrong_setting_is_one_sentence(String name, String value, String sentence)
      throws Exception {
    var environment =
        new TreeMap<>(
            Map.of(
                "MEANWHILE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x",
                "MEANWHILE_PORT", Integer.toString(Program.freePort()),
                "MEANWHILE_DATA", folder.resolve("data").toString()));
    environment.put(name, value);

    var serve = Program.run(folder, environment, "serve");

    assertThat(serve.exitCode()).isEqualTo(1);
    assertThat(serve.err().lines()).singleElement().asString().contains(sentence);
    assertThat(serve.out()).isEmpty();
  }

  @Test
  void without_a_database_it_starts_one_and_says_so() throws Exception {
    var environment =
        Map.of(
            "MEANWHILE_PORT", Integer.toString(Program.freePort()),
            "MEANWHILE_DATA", folder.resolve("data").toString());
    try (var serve = Program.start(folder, environment, "serve")) {
      serve.awaitOutput("Ready at http://127.0.0.1:" + environment.get("MEANWHILE_PORT"));

      assertThat(serve.out()).startsWith("MEANWHILE_DATABASE_URL is not set, so this node starts");
      serve.stop();
    }
  }
}
