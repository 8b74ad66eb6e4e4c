package dev.meanwhile.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What people read about roles is what the code does.
class RolesTableTest {

  @Test
  void the_table_in_the_documents_is_that_of_the_code() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/reference/roles.md"));

    List<String> expected =
        Arrays.stream(Resource.values())
            .flatMap(what -> Arrays.stream(Action.values()).map(action -> line(what, action)))
            .toList();

    assertThat(lines.stream().filter(line -> line.matches("\\| \\w+ \\| (read|change) .*")))
        .containsExactlyElementsOf(expected);
    assertThat(lines.stream().filter(line -> line.contains("| admin |")))
        .containsExactly("| What | | " + join(Arrays.stream(Role.values()).map(Role::text)));
  }

  private static String line(Resource what, Action action) {
    return "| %s | %s | ".formatted(what.text(), word(action))
        + join(
            Arrays.stream(Role.values())
                .map(role -> Permissions.relation(role, what, action))
                .map(relation -> relation == Relation.NONE ? "–" : word(relation)));
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static String join(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ")) + " |";
  }
}
