package dev.meanwhile.proof.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThreatTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  @Test
  void the_page_holds_the_list_of_the_proof() throws IOException {
    var rows =
        Files.readAllLines(HOME.resolve("docs/reference/threats.md")).stream()
            .filter(line -> line.startsWith("| T") && !line.startsWith("| Threat"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Arrays.stream(Threat.values()).map(Threat::row).toList());
  }

  @Test
  void each_test_that_is_named_is_there() throws IOException {
    for (Threat threat : Threat.values()) {
      String name = threat.shownBy();
      if (!name.isEmpty() && !name.startsWith("prove")) {
        try (var files = Files.walk(HOME.resolve("apps/src/test"))) {
          assertThat(files).anyMatch(file -> file.endsWith(name + ".java"));
        }
      }
    }
  }

  @Test
  void there_are_enough_texts_and_the_same_ones_for_a_seed() {
    var texts = Vectors.of(500, 90, new Random(1));

    assertThat(texts).hasSize(500).doesNotHaveDuplicates();
    assertThat(Vectors.of(500, 90, new Random(1))).isEqualTo(texts);
  }

  @Test
  void a_reply_is_read_as_it_came() {
    Reply reply =
        Reply.read(
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            1);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("abcde");
    assertThat(reply.header("x")).isEqualTo("y");
    assertThat(reply.refused()).isTrue();
  }
}
