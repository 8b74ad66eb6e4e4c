package dev.meanwhile.server.support;

import dev.meanwhile.postgres.junit.PostgresExtension;
import dev.meanwhile.server.MeanwhileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The real server on a free port with a database of its own, for one test class.
public final class RunningServer implements BeforeAllCallback, AfterAllCallback {
  private final PostgresExtension database = PostgresExtension.empty();
  private final List<Class<?>> sources =
      new ArrayList<>(List.of(MeanwhileServer.class, Chores.class));
  private final List<String> settings;
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable Path data;

  private RunningServer(List<String> settings) {
    this.settings = settings;
  }

  /// @param settings for example `meanwhile.upload.limit=1MB`
  public static RunningServer with(String... settings) {
    return new RunningServer(List.of(settings));
  }

  public RunningServer and(Class<?> source) {
    sources.add(source);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    database.beforeAll(test);
    data = Files.createTempDirectory("meanwhile-server-test");
    context = start();
  }

  /// Another node on the same database and data folder.
  public ConfigurableApplicationContext start(String... more) {
    var all = new LinkedHashMap<String, String>();
    all.put("meanwhile.database.url", database.jdbcUrl());
    all.put("meanwhile.database.user", database.user());
    all.put("meanwhile.database.password", database.password());
    all.put("meanwhile.database.pool", "16");
    all.put("meanwhile.data", data().toString());
    all.put("meanwhile.port", "0");
    all.put("meanwhile.node", "test");
    all.put("meanwhile.grace", "0s");
    // Who asks without a sign-in is Sandra; tests of the sign-in switch that off.
    all.put("meanwhile.demo", "true");
    Stream.concat(settings.stream(), Stream.of(more))
        .map(setting -> setting.split("=", 2))
        .forEach(setting -> all.put(setting[0], setting[1]));
    return new SpringApplication(sources.toArray(Class<?>[]::new))
        .run(
            all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  public Path data() {
    if (data == null) {
      throw new IllegalStateException("The server has not been started.");
    }
    return data;
  }

  public PostgresExtension database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return context().getBean(type);
  }

  public int port() {
    return port(context());
  }

  public static int port(ConfigurableApplicationContext server) {
    return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public Http http() {
    return new Http("http://127.0.0.1:" + port());
  }

  private ConfigurableApplicationContext context() {
    if (context == null) {
      throw new IllegalStateException("The server has not been started.");
    }
    return context;
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
