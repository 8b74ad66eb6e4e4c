package dev.meanwhile.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The manners of the house. Each rule is also shown to fail on a bad example in the package
/// `rude`.
class HouseRulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.meanwhile.engine");
  private static final JavaClasses RUDE =
      new ClassFileImporter().importPackages("dev.meanwhile.engine.rude");

  static final ArchRule NO_SPRING_AND_NO_HTTP =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "jakarta.servlet..",
              "java.net.http..",
              "com.sun.net.httpserver..")
          .as("the engine knows neither Spring nor HTTP");

  static final ArchRule ONLY_STORES_SPEAK_SQL =
      noClasses()
          .that(DescribedPredicate.not(simpleNameEndingWith("Store").or(inStorePackage())))
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it makes a statement",
                  call ->
                      call.getTargetOwner().isAssignableTo(java.sql.Connection.class)
                          && (call.getName().equals("prepareStatement")
                              || call.getName().equals("createStatement"))))
          .as("only the stores speak SQL");

  static final ArchRule RULES_DO_NO_IO =
      noClasses()
          .that()
          .resideInAPackage("..lifecycle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "java.io..", "java.nio..", "javax.sql..", "..engine.store..")
          .as("the lifecycle does no I/O");

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
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Service)$")
          .as("no class is called util, helper, manager, impl or service");

  static List<ArchRule> rules() {
    return List.of(
        NO_SPRING_AND_NO_HTTP,
        ONLY_STORES_SPEAK_SQL,
        RULES_DO_NO_IO,
        NOBODY_READS_THE_CLOCK,
        NOBODY_SLEEPS,
        NAMES_MEAN_SOMETHING);
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
  void every_package_says_what_it_is_and_no_file_is_long() throws Exception {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(file.resolveSibling("package-info.java")).exists();
        assertThat(Files.readAllLines(file).size()).as("lines of %s", file).isLessThan(400);
      }
    }
  }

  private static DescribedPredicate<JavaClass> inStorePackage() {
    return JavaClass.Predicates.resideInAPackage("dev.meanwhile.engine.store..");
  }
}
