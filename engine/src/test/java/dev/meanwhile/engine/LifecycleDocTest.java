package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LifecycleDocTest {
  private static final Pattern ARROW =
      Pattern.compile("^\\s+(\\w+) --> (\\w+) :", Pattern.MULTILINE);

  @Test
  void the_diagram_shows_exactly_the_changes_that_are_allowed() throws Exception {
    Set<String> drawn = new TreeSet<>();
    Matcher arrows = ARROW.matcher(Files.readString(Path.of("../docs/lifecycle.md")));
    while (arrows.find()) {
      drawn.add(arrows.group(1) + " -> " + arrows.group(2));
    }
    Set<String> allowed = new TreeSet<>();
    for (TaskStatus from : TaskStatus.values()) {
      for (TaskStatus to : TaskStatus.values()) {
        if (from.canBecome(to)) {
          allowed.add(from.text() + " -> " + to.text());
        }
      }
    }

    assertThat(drawn).isEqualTo(allowed);
  }
}
