package dev.meanwhile.proof.outage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyAway;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two nodes on one fresh database, each with connections of its own. They run routes, which need
/// the partner, and letters, which do not.
final class Nodes implements AutoCloseable {
  static final int PLACES = 10;
  static final double PACE = 30;
  static final TaskType<Job> ROUTE =
      TaskType.of("route", Job.class).needs("partner").timeout(Duration.ofSeconds(10)).retries(3);
  static final TaskType<Job> LETTER = TaskType.of("letter", Job.class).retries(3);

  private final List<HikariDataSource> pools = new ArrayList<>();
  private final List<Engine> engines = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  record Job(int number) {}

  Nodes(LocalPostgres postgres, String database, Partner partner) {
    postgres.createDatabase(database);
    for (int i = 1; i <= 2; i++) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(postgres.jdbcUrl(database));
      config.setUsername(postgres.user());
      config.setPassword(postgres.password());
      config.setMaximumPoolSize(20);
      HikariDataSource pool = new HikariDataSource(config);
      pools.add(pool);
      Engine.migrate(pool);
      engines.add(engine(pool, "node-" + i, partner));
    }
    engines.forEach(Engine::start);
  }

  private Engine engine(HikariDataSource pool, String name, Partner partner) {
    return Engine.on(pool)
        .config(EngineConfig.defaults().node(name).concurrency(PLACES))
        .dependency(
            Dependency.of("partner")
                .title("Our partner")
                .probing(Duration.ofSeconds(1), Duration.ofSeconds(4))
                .pace(PACE))
        .handles(
            ROUTE,
            (_, _) -> {
              ask(partner);
              return Outcome.completed();
            })
        .handles(
            LETTER,
            (_, _) -> {
              Pause.millis(20);
              return Outcome.completed();
            })
        .build();
  }

  private void ask(Partner partner) throws IOException, InterruptedException {
    // Not a GET: the client would repeat it by itself when the partner hangs up.
    HttpRequest request =
        HttpRequest.newBuilder(partner.address())
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() == 503) {
      throw new DependencyAway("partner", "it answers 503");
    }
  }

  Engine first() {
    return engines.getFirst();
  }

  Engine second() {
    return engines.getLast();
  }

  RunStore store() {
    return new RunStore(pools.getFirst());
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
    pools.forEach(HikariDataSource::close);
    http.close();
  }
}
