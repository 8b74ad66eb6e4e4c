package dev.meanwhile.apps.errands.dataimport.support;

import dev.meanwhile.apps.errands.Errands;
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

/// The real server with the errands on a free port, with a database of its own, for one test class.
public final class ImportServer implements BeforeAllCallback, AfterAllCallback {
  private final PostgresExtension database = PostgresExtension.empty();
  private final List<String> settings;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable Path data;

  private ImportServer(List<String> settings) {
    this.settings = settings;
  }

  /// @param settings for example `meanwhile.upload.limit=1MB`
  public static ImportServer with(String... settings) {
    return new ImportServer(List.of(settings));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    database.beforeAll(test);
    data = Files.createTempDirectory("meanwhile-import-test");
    var arguments =
        new ArrayList<>(
            List.of(
                "--meanwhile.database.url=" + database.jdbcUrl(),
                "--meanwhile.database.user=" + database.user(),
                "--meanwhile.database.password=" + database.password(),
                "--meanwhile.database.pool=16",
                "--meanwhile.data=" + data,
                "--meanwhile.port=0",
                "--meanwhile.grace=0s"));
    settings.forEach(setting -> arguments.add("--" + setting));
    context =
        new SpringApplication(MeanwhileServer.class, Errands.class)
            .run(arguments.toArray(String[]::new));
  }

  public Client client() {
    int port = context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new Client("http://127.0.0.1:" + port);
  }

  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  public Path data() {
    return Objects.requireNonNull(data);
  }

  /// A number out of the database.
  public long count(String question, Object... parameters) {
    return bean(JdbcClient.class).sql(question).params(parameters).query(Long.class).single();
  }

  public List<Map<String, @Nullable Object>> rows(String question, Object... parameters) {
    return bean(JdbcClient.class).sql(question).params(parameters).query().listOfRows();
  }

  private ConfigurableApplicationContext context() {
    return Objects.requireNonNull(context, "The server has not been started.");
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    if (context != null) {
      context.close();
    }
    try (var files = Files.walk(data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
