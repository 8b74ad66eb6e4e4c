package dev.meanwhile.apps.desk.support;

import dev.meanwhile.apps.desk.Desk;
import dev.meanwhile.postgres.junit.PostgresExtension;
import dev.meanwhile.server.MeanwhileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A node with the booking desk, from the first test of a class to the last.
public final class DeskServer implements BeforeAllCallback, AfterAllCallback {
  private final PostgresExtension database = PostgresExtension.empty();
  private final List<String> settings;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable Path data;

  private DeskServer(List<String> settings) {
    this.settings = settings;
  }

  /// A node that takes tasks and does none of them.
  public static DeskServer idle() {
    return new DeskServer(List.of("meanwhile.worker=false"));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    database.beforeAll(test);
    data = Files.createTempDirectory("meanwhile-desk-test");
    var arguments =
        new ArrayList<>(
            List.of(
                "--meanwhile.database.url=" + database.jdbcUrl(),
                "--meanwhile.database.user=" + database.user(),
                "--meanwhile.database.password=" + database.password(),
                "--meanwhile.database.wall=required",
                "--meanwhile.data=" + data,
                "--meanwhile.port=0",
                "--meanwhile.grace=0s",
                "--meanwhile.demo=true"));
    settings.forEach(setting -> arguments.add("--" + setting));
    context =
        new SpringApplication(MeanwhileServer.class, Desk.class)
            .run(arguments.toArray(String[]::new));
  }

  /// Somebody who sits at the desk.
  public Agent agent() {
    String port =
        Objects.requireNonNull(context).getEnvironment().getRequiredProperty("local.server.port");
    return new Agent("http://127.0.0.1:" + port);
  }

  /// A part of the node.
  public <T> T bean(Class<T> type) {
    return Objects.requireNonNull(context).getBean(type);
  }

  /// A number out of the database.
  public long count(String question, Object... parameters) {
    return sql().sql(question).params(parameters).query(Long.class).single();
  }

  public List<Map<String, @Nullable Object>> rows(String question, Object... parameters) {
    return sql().sql(question).params(parameters).query().listOfRows();
  }

  /// Changes something behind everybody's back.
  public void change(String statement, Object... parameters) {
    sql().sql(statement).params(parameters).update();
  }

  private JdbcClient sql() {
    return JdbcClient.create(database.dataSource());
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    if (context != null) {
      context.close();
    }
    try (var files = Files.walk(Objects.requireNonNull(data))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
