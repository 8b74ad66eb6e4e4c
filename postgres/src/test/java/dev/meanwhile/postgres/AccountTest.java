package dev.meanwhile.postgres;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Root and ordinary users. Only root can play both, so for others there is nothing to do here: all
/// other tests run as an ordinary user then.
class AccountTest {
  private static final int NOBODY = 65_534;
  @TempDir Path parent;

  @BeforeEach
  void open_the_folder_to_everybody() throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root can be somebody else");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Test
  void root_without_user_namespaces_runs_the_server_as_nobody() throws Exception {
    var settings = PostgresSettings.in(parent.resolve("house")).forTests();

    for (int pages = 1000; pages <= 2000; pages += 1000) {
      try (var postgres = LocalPostgres.start(settings, Account.user(NOBODY))) {
        assertThat(Books.in(postgres).write(1000).pages()).isEqualTo("" + pages);
        assertThat(Files.getAttribute(Path.of("/proc/" + postgres.pid()), "unix:uid"))
            .isEqualTo(NOBODY);
      }
    }
  }

  @Test
  void an_ordinary_user_can_use_it_and_root_after_him_and_he_again() throws Exception {
    var folder = parent.resolve("house");
    try (var program = asNobody(folder)) {
      assertThat(program.says()).isEqualTo("ready");
    }

    try (var postgres = LocalPostgres.start(PostgresSettings.in(folder).forTests())) {
      assertThat(Books.in(postgres).pages()).isEqualTo("1001");
    }
    assertThat(Files.getAttribute(folder.resolve("lock"), "unix:uid", LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(NOBODY);

    try (var program = asNobody(folder)) {
      assertThat(program.says()).isEqualTo("ready");
    }
  }

  @Test
  void an_ordinary_user_is_told_that_the_folder_is_not_his() throws Exception {
    var folder = Files.createDirectory(parent.resolve("house"));

    try (var program = asNobody(folder)) {
      assertThat(program.says())
          .isEqualTo(
              "The data folder %s cannot be used: this user has not the right to use %s. Give this user the right to write there, or choose another data folder."
                  .formatted(folder, folder.resolve("lock")));
    }
  }

  @Test
  void root_that_cannot_become_somebody_else_is_told_so() {
    var useless = new Account(List.of("no-such-program"), NOBODY);
    var powerless = new Account(List.of("env"), NOBODY);

    assertThatThrownBy(() -> Account.firstThatWorks(Stream.of(useless, powerless)))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("does not run as root")
        .hasMessageEndingWith("Start Meanwhile as an ordinary user.");
  }

  /// Starts the program from copies, because nobody may read what lies in the home of root.
  private OtherProgram asNobody(Path folder) throws IOException {
    var home = parent.resolve("home");
    var copies = parent.resolve("classes");
    if (!Files.exists(home)) {
      Files.createDirectory(home);
      FileTree.give(home, NOBODY);
      Files.createDirectory(copies);
      copyClassPath(copies);
    }
    String classPath;
    try (var entries = Files.list(copies)) {
      classPath = entries.map(Path::toString).collect(joining(File.pathSeparator));
    }
    return OtherProgram.start(
        classPath, folder, home, Account.user(NOBODY).prefix().toArray(String[]::new));
  }

  private static void copyClassPath(Path target) throws IOException {
    int number = 0;
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var source = Path.of(entry);
      if (!entry.contains("darwin") && Files.exists(source)) {
        copy(source, target.resolve(number++ + "-" + source.getFileName()));
      }
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    try (var paths = Files.walk(source)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, target.resolve(source.relativize(path).toString()).normalize());
      }
    }
  }
}
