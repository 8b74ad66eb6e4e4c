package dev.meanwhile.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RestController;

/// The manners of the house. Each rule is also shown to fail on a bad example in the package
/// `rude`.
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.meanwhile.server");
  private static final JavaClasses RUDE =
      new ClassFileImporter().importPackages("dev.meanwhile.server.rude");

  static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE =
      classes()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .bePackagePrivate()
          .as("controllers are package-private");

  static final ArchRule ONLY_STORES_SPEAK_SQL =
      noClasses()
          .that(
              DescribedPredicate.not(
                  simpleNameEndingWith("Store").or(simpleName("DatabaseConfiguration"))))
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.jdbc.core.simple.JdbcClient")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.jdbc.core.JdbcTemplate")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.sql.Statement.class)
          .as("only the stores speak SQL");

  static final ArchRule CONTROLLERS_HOLD_NO_STORE =
      noClasses()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("Store")
          .as("controllers translate; they do not speak to stores");

  static final ArchRule PACKAGES_DEPEND_ONE_WAY =
      slices()
          .matching("dev.meanwhile.server.(**)")
          .should()
          .beFreeOfCycles()
          .as("packages depend on each other in one direction only");

  static final ArchRule NOBODY_READS_THE_CLOCK =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .as("the database's clock decides, nobody reads the node's");

  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .as("nobody sleeps");

  static final ArchRule NAMES_MEAN_SOMETHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service|Dto)$")
          .as("no class is called util, helper, manager, impl, service or dto");

  static final ArchRule THE_SERVER_KNOWS_NO_APPLICATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.meanwhile.apps..", "dev.meanwhile.postgres..")
          .as("the server knows neither the applications nor the embedded database");

  static List<ArchRule> rules() {
    return List.of(
        CONTROLLERS_ARE_PACKAGE_PRIVATE,
        ONLY_STORES_SPEAK_SQL,
        CONTROLLERS_HOLD_NO_STORE,
        PACKAGES_DEPEND_ONE_WAY,
        NOBODY_READS_THE_CLOCK,
        NOBODY_SLEEPS,
        NAMES_MEAN_SOMETHING,
        THE_SERVER_KNOWS_NO_APPLICATION);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_house_keeps_the_rule(ArchRule rule) {
    rule.check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_catches_the_rude(ArchRule rule) {
    assertThatThrownBy(() -> rule.check(RUDE)).isInstanceOf(AssertionError.class);
  }

  @Test
  void every_package_says_what_it_is() {
    assertThat(silent(HOUSE)).isEmpty();
    assertThat(silent(RUDE)).containsExactly("dev.meanwhile.server.rude.one");
  }

  @Test
  void no_file_is_long() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(Files.readAllLines(file).size()).as("lines of %s", file).isLessThan(400);
      }
    }
  }

  /// The packages that hold classes and do not say what they are, or are not null-marked.
  private static List<String> silent(JavaClasses classes) {
    return classes.stream()
        .map(one -> one.getPackage())
        .distinct()
        .filter(one ->
            one.tryGetPackageInfo()
                .filter(info -> info.isAnnotatedWith(NullMarked.class))
                .isEmpty())
        .map(one -> one.getName())
        .sorted()
        .toList();
  }
}
