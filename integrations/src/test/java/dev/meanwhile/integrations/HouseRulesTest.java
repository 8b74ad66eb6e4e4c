package dev.meanwhile.integrations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.meanwhile.engine.RetryAfter;
import dev.meanwhile.integrations.rude.Busybody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The manners of this part of the house. The rules are also shown to fail on a bad example.
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.meanwhile.integrations");
  private static final JavaClasses RUDE = new ClassFileImporter().importClasses(Busybody.class);

  private static final ArchRule NO_TASKS =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to tasks",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("dev.meanwhile.engine")
                          && !type.isEquivalentTo(RetryAfter.class)))
          .as("clients of partners know nothing of tasks");

  private static final ArchRule NO_SPRING =
      classes()
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are not of Spring",
                  (JavaClass type) -> !type.getPackageName().startsWith("org.springframework")))
          .as("clients of partners need no Spring");

  @Test
  void clients_know_nothing_of_tasks() {
    NO_TASKS.check(HOUSE);
    assertThatThrownBy(() -> NO_TASKS.check(RUDE)).isInstanceOf(AssertionError.class);
  }

  @Test
  void clients_need_no_spring() {
    NO_SPRING.check(HOUSE);
  }

  @Test
  void every_package_says_what_it_is_and_no_file_is_long() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(file.resolveSibling("package-info.java")).exists();
        assertThat(Files.readAllLines(file).size()).as("lines of %s", file).isLessThan(400);
      }
    }
  }
}
