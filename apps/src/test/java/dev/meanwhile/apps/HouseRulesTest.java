package dev.meanwhile.apps;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RestController;

/// The manners of the apps. Each rule is also shown to fail on a bad example in the package `rude`.
class HouseRulesTest {
  private static final JavaClasses APPS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "dev.meanwhile.apps.errands",
              "dev.meanwhile.apps.desk",
              "dev.meanwhile.apps.partners");
  private static final JavaClasses RUDE =
      new ClassFileImporter().importPackages("dev.meanwhile.apps.rude");

  static final ArchRule ONLY_THE_ENGINES_FRONT_DOOR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.meanwhile.engine.lease..",
              "dev.meanwhile.engine.lifecycle..",
              "dev.meanwhile.engine.live..",
              "dev.meanwhile.engine.loop..",
              "dev.meanwhile.engine.outage..",
              "dev.meanwhile.engine.store..",
              "dev.meanwhile.engine.upkeep..")
          .as("apps know only the engine's public package");

  static final ArchRule ONLY_STORES_SPEAK_SQL =
      noClasses()
          .that(DescribedPredicate.not(simpleNameEndingWith("Store")))
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "it makes a statement",
                  call ->
                      (call.getTargetOwner().isAssignableTo(java.sql.Connection.class)
                              && (call.getName().equals("prepareStatement")
                                  || call.getName().equals("createStatement")))
                          || (call.getTargetOwner().getSimpleName().equals("JdbcClient")
                              && call.getName().equals("sql"))))
          .as("only the stores speak SQL");

  static final ArchRule ONLY_THE_GUARD_GOES_OUT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..dataimport.guard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net.http..", "org.apache.hc..", "org.springframework.web.client..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URL")
          .as("only the guard goes out to addresses of users");

  static final ArchRule SOURCES_KNOW_NO_TASKS =
      noClasses()
          .that()
          .resideInAnyPackage("..source..", "..target..", "..guard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.meanwhile.engine..", "dev.meanwhile.server..")
          .as("sources, targets and the guard know nothing of tasks");

  static final ArchRule CONTROLLERS_ARE_PRIVATE =
      classes()
          .that()
          .areAnnotatedWith(RestController.class)
          .should()
          .bePackagePrivate()
          .as("controllers are for Spring only");

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
        ONLY_THE_ENGINES_FRONT_DOOR,
        ONLY_STORES_SPEAK_SQL,
        ONLY_THE_GUARD_GOES_OUT,
        SOURCES_KNOW_NO_TASKS,
        CONTROLLERS_ARE_PRIVATE,
        NOBODY_READS_THE_CLOCK,
        NOBODY_SLEEPS,
        NAMES_MEAN_SOMETHING);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_apps_keep_the_rule(ArchRule rule) {
    rule.check(APPS);
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
}
