package dev.meanwhile.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.StopMode;
import dev.meanwhile.server.MeanwhileServer;
import dev.meanwhile.server.support.Chores;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

class OutageTest {

  @Test
  @Timeout(180)
  void a_database_that_goes_and_comes_back_is_told_and_survived(@TempDir Path folder) {
    try (var database = LocalPostgres.start(folder.resolve("database"))) {
      database.createDatabase("meanwhile");
      try (var server =
          new SpringApplication(MeanwhileServer.class, Chores.class)
              .run(
                  "--meanwhile.database.url=" + database.jdbcUrl("meanwhile"),
                  "--meanwhile.database.user=" + database.user(),
                  "--meanwhile.database.password=" + database.password(),
                  "--meanwhile.data=" + folder.resolve("data"),
                  "--meanwhile.port=0",
                  "--meanwhile.grace=0s",
                  "--meanwhile.demo=true")) {
        var http = new Http("http://127.0.0.1:" + RunningServer.port(server));
        String known = http.task("echo", Map.of());
        http.ended(known);
        try (Sse stream = Sse.open(http, "/api/live")) {
          stream.next("snapshot");

          database.stop(StopMode.IMMEDIATE);

          refused(http.post("/api/tasks", "{\"task_type\": \"echo\"}"));
          refused(http.get("/api/tasks/" + known));
          Answer ready = http.get("/readyz");
          assertThat(ready.status()).isEqualTo(503);
          assertThat(ready.json().get("status").asString()).isEqualTo("down");
          assertThat(ready.json().get("reason").asString())
              .isEqualTo("The database does not answer.");
          assertThat(http.get("/livez").status()).isEqualTo(200);

          database.restart();

          while (http.get("/readyz").status() != 200) {
            Thread.onSpinWait();
          }
          String after = http.task("echo", Map.of());
          assertThat(http.ended(after).get("label").asString()).isEqualTo("done");
          assertThat(http.get("/api/tasks/" + known).status()).isEqualTo(200);
          assertThat(stream.next("task").json().get("task_id").asString()).isEqualTo(after);
        }
      }
    }
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.json().get("detail").asString()).isEqualTo("The database does not answer.");
    assertThat(answer.body()).doesNotContain("jdbc", "SQL", "127.0.0.1", "Exception");
  }
}
