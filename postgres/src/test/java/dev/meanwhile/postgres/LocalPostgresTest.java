package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  @TempDir Path folder;

  @Test
  void a_restart_keeps_the_data() throws SQLException {
    try (var postgres = LocalPostgres.start(folder)) {
      Books.in(postgres).write(1000);
    }

    try (var postgres = LocalPostgres.start(folder)) {
      assertThat(postgres.createDatabase("books")).isFalse();
      assertThat(Books.in(postgres).pages()).isEqualTo("1000");
    }
  }

  @Test
  void an_immediate_stop_loses_nothing_that_was_committed() throws SQLException {
    try (var postgres = LocalPostgres.start(testSettings())) {
      var books = Books.in(postgres).write(1000);
      int port = postgres.port();

      postgres.stop(StopMode.IMMEDIATE);
      assertThat(postgres.isAlive()).isFalse();
      postgres.restart();

      assertThat(postgres.port()).isEqualTo(port);
      assertThat(books.pages()).isEqualTo("1000");
    }
  }

  @Test
  void a_server_that_was_killed_comes_back_on_its_port() throws SQLException {
    try (var postgres = LocalPostgres.start(testSettings())) {
      var books = Books.in(postgres).write(1000);
      var server = ProcessHandle.of(postgres.pid()).orElseThrow();
      server.destroyForcibly();
      server.onExit().join();

      postgres.restart();

      assertThat(postgres.isAlive()).isTrue();
      assertThat(books.pages()).isEqualTo("1000");
    }
  }

  @Test
  void a_durable_server_flushes_what_it_commits() throws SQLException {
    try (var postgres = LocalPostgres.start(folder)) {
      var books = Books.in(postgres);

      assertThat(books.setting("fsync")).isEqualTo("on");
      assertThat(books.setting("synchronous_commit")).isEqualTo("on");
      assertThat(books.setting("full_page_writes")).isEqualTo("on");
      assertThat(books.setting("data_checksums")).isEqualTo("on");
      assertThat(books.setting("server_encoding")).isEqualTo("UTF8");
      assertThat(books.setting("listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void extra_settings_win() throws SQLException {
    var settings = testSettings().with("max_connections", "33").with("cluster_name", "it's ours");

    try (var postgres = LocalPostgres.start(settings)) {
      assertThat(Books.in(postgres).setting("max_connections")).isEqualTo("33");
      assertThat(Books.in(postgres).setting("cluster_name")).isEqualTo("it's ours");
    }
  }

  @Test
  void a_setting_that_postgresql_refuses_is_quoted() {
    var settings = testSettings().with("shared_buffers", "much");

    assertThatThrownBy(() -> LocalPostgres.start(settings))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("could not start on " + folder)
        .hasMessageContaining("shared_buffers");
  }

  @Test
  void nobody_gets_in_without_the_password_that_only_the_owner_can_read() throws Exception {
    try (var postgres = LocalPostgres.start(testSettings())) {
      var permissions = Files.getPosixFilePermissions(folder.resolve("password"));

      assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
      assertThat(postgres.password()).hasSizeGreaterThan(30);
      assertThatThrownBy(() ->
              DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), "guess"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void a_database_may_have_any_name_and_the_folder_a_space_in_its_own() throws SQLException {
    var spaced = PostgresSettings.in(folder.resolve("my data's folder")).forTests();

    try (var postgres = LocalPostgres.start(spaced)) {
      var name = "Ein \"Buch\" & mehr; drop";
      assertThat(postgres.createDatabase(name)).isTrue();
      assertThat(postgres.createDatabase(name)).isFalse();
      try (var connection = postgres.dataSource(name).getConnection()) {
        assertThat(connection.getCatalog()).isEqualTo(name);
      }
    }
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = testSettings().withPort(other.getLocalPort());

      assertThatThrownBy(() -> LocalPostgres.start(settings))
          .isInstanceOf(PostgresFailed.class)
          .hasMessage(
              "Port %d on 127.0.0.1 is taken by another program, so PostgreSQL cannot listen there. Stop that program, or give PostgreSQL another port (0 takes a free one)."
                  .formatted(other.getLocalPort()));
    }
  }

  @Test
  void a_start_that_takes_too_long_is_given_up_and_leaves_no_server_behind() throws Exception {
    try (var postgres = LocalPostgres.start(testSettings())) {
      Books.in(postgres).write(10);
    }
    // A recovery that takes its time.
    Files.createFile(folder.resolve("data").resolve("recovery.signal"));
    var settings =
        testSettings()
            .with("restore_command", "sleep 5; false")
            .withPatience(Duration.ofSeconds(1));

    assertThatThrownBy(() -> LocalPostgres.start(settings))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageContaining("was not ready after 1 seconds");
    assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void a_deleted_folder_is_gone_and_one_in_use_stays() {
    try (var _ = LocalPostgres.start(testSettings())) {
      assertThatThrownBy(() -> LocalPostgres.delete(folder)).isInstanceOf(PostgresFailed.class);
      assertThat(folder.resolve("data")).exists();
    }

    LocalPostgres.delete(folder);

    assertThat(folder).doesNotExist();
  }

  @Test
  void data_of_any_version_can_be_deleted_and_somebody_elses_cannot() throws Exception {
    var newer = folder.resolve("newer");
    Files.createDirectories(newer.resolve("data"));
    Files.writeString(newer.resolve("data").resolve("PG_VERSION"), "19\n");
    var thesis = Files.writeString(folder.resolve("thesis.txt"), "mine");

    LocalPostgres.delete(newer);

    assertThat(newer).doesNotExist();
    assertThatThrownBy(() -> LocalPostgres.delete(folder)).isInstanceOf(PostgresFailed.class);
    assertThat(thesis).exists();
  }

  @Test
  void a_thread_that_was_told_to_end_still_stops_its_server() {
    var postgres = LocalPostgres.start(testSettings());

    Thread.currentThread().interrupt();
    postgres.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(postgres.isAlive()).isFalse();
    assertThat(folder.resolve("owner")).doesNotExist();
  }

  private PostgresSettings testSettings() {
    return PostgresSettings.in(folder).forTests();
  }
}
