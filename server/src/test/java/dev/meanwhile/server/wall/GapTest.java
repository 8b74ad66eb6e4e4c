package dev.meanwhile.server.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.start.StartRefused;
import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A database whose user may not create roles, as many hosts hand it out.
class GapTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("meanwhile.worker=false");

  private final String plain = "plain_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void a_database_of_a_plain_user() throws SQLException {
    run("create role %s login password 'pw'".formatted(plain));
    run("create database %s owner %s".formatted(plain, plain));
  }

  @AfterEach
  void drop() throws SQLException {
    run("drop database %s with (force)".formatted(plain));
    run("drop role %s".formatted(plain));
  }

  private String[] settings(String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add(
        "meanwhile.database.url="
            + server.database().jdbcUrl().replaceFirst("/[^/?]+(\\?.*)?$", "/" + plain));
    all.add("meanwhile.database.user=" + plain);
    all.add("meanwhile.database.password=pw");
    return all.toArray(String[]::new);
  }

  @Test
  void the_sentence_for_the_administrator_raises_the_wall() throws SQLException {
    String gap;
    try (var node = server.start(settings())) {
      gap = String.valueOf(node.getBean(Wall.class).gap());
      var http = new Http("http://127.0.0.1:" + RunningServer.port(node));
      assertThat(http.get("/readyz").json().get("notice").asString()).contains("access.md");
      assertThat(http.get("/api/tasks").status()).isEqualTo(200);
      tables_show_people_their_own_without_the_wall(http);
    }
    assertThat(gap).contains("Let an administrator of the database run: ");
    assertThatThrownBy(() -> server.start(settings("meanwhile.database.wall=required")).close())
        .hasRootCauseInstanceOf(StartRefused.class)
        .rootCause()
        .hasMessageContaining("Let an administrator");

    var statements = Pattern.compile("run: (.*) and start again").matcher(gap);
    assertThat(statements.find()).isTrue();
    run(statements.group(1));

    try (var node = server.start(settings("meanwhile.database.wall=required"))) {
      assertThat(node.getBean(Wall.class).gap()).isNull();
      var http = new Http("http://127.0.0.1:" + RunningServer.port(node));
      assertThat(http.get("/api/tasks").status()).isEqualTo(200);
      assertThat(http.get("/readyz").body()).doesNotContain("notice");
    }
  }

  /// The views and triggers look at whom the statement is for, whatever role it runs as.
  private static void tables_show_people_their_own_without_the_wall(Http http) {
    String sandras = http.task("echo", Map.of());
    var ben = new Browser(http);
    ben.post("/api/session/demo", Map.of("username", "ben"));

    assertThat(http.get("/rest/v1/async_tasks?select=id").body()).contains(sandras);
    assertThat(ben.get("/rest/v1/async_tasks?select=id").body()).isEqualTo("[]");
    assertThat(
            ben.send(
                    "PATCH",
                    "/rest/v1/async_tasks?task_type=eq.echo",
                    Map.of("status", "cancelled"),
                    "Prefer",
                    "return=representation")
                .body())
        .isEqualTo("[]");
    var own = ben.post("/rest/v1/async_tasks", Map.of("task_type", "test_task"));
    assertThat(own.status()).as(own.toString()).isEqualTo(201);
    assertThat(
            ben.send(
                    "PATCH",
                    "/rest/v1/async_tasks?task_type=eq.test_task",
                    Map.of("status", "processing"))
                .status())
        .isEqualTo(403);
  }

  private static void run(String statement) throws SQLException {
    try (Connection connection = server.database().dataSource().getConnection();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }
}
