package dev.meanwhile.apps.errands.dataimport.support;

import dev.meanwhile.apps.errands.Errands;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database and a data folder for one test class, and real nodes with the errands on them.
public final class ImportServer implements BeforeAllCallback, AfterAllCallback {
  private final PostgresExtension database = PostgresExtension.empty();
  private final List<Node> nodes = new ArrayList<>();
  private final List<String> settings;
  private final Class<?> part;
  private final boolean withNode;
  private @Nullable Path data;

  private ImportServer(boolean withNode, Class<?> part, List<String> settings) {
    this.withNode = withNode;
    this.part = part;
    this.settings = settings;
  }

  /// One node from the first test to the last.
  ///
  /// @param settings for example `meanwhile.upload.limit=1MB`
  public static ImportServer with(String... settings) {
    return new ImportServer(true, Errands.class, List.of(settings));
  }

  /// No node until a test starts one.
  public static ImportServer without(String... settings) {
    return new ImportServer(false, Errands.class, List.of(settings));
  }

  /// One node with another part of the house instead of the errands.
  public static ImportServer of(Class<?> part, String... settings) {
    return new ImportServer(true, part, List.of(settings));
  }

  /// The same, without a node until a test starts one.
  public static ImportServer idle(Class<?> part, String... settings) {
    return new ImportServer(false, part, List.of(settings));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    database.beforeAll(test);
    data = Files.createTempDirectory("meanwhile-import-test");
    if (withNode) {
      start(databasePort());
    }
  }

  /// Starts a node.
  ///
  /// @param port where it reaches the database
  public Node start(int port) {
    Node node = Node.start(part, arguments(port));
    nodes.add(node);
    return node;
  }

  /// Starts a node in a process of its own with this much memory.
  public SmallNode startSmall(int megabytes) throws IOException {
    return SmallNode.start(megabytes, arguments(databasePort()));
  }

  private List<String> arguments(int port) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--meanwhile.database.url=jdbc:postgresql://127.0.0.1:%d%s"
                    .formatted(port, databaseAddress().getPath()),
                "--meanwhile.database.user=" + database.user(),
                "--meanwhile.database.password=" + database.password(),
                "--meanwhile.database.pool=16",
                "--meanwhile.data=" + data,
                "--meanwhile.port=0",
                "--meanwhile.node=node-" + (nodes.size() + 1),
                "--meanwhile.grace=0s",
                "--meanwhile.demo=true"));
    settings.forEach(setting -> arguments.add("--" + setting));
    return arguments;
  }

  public int databasePort() {
    return databaseAddress().getPort();
  }

  private URI databaseAddress() {
    return URI.create(database.jdbcUrl().substring("jdbc:".length()));
  }

  public Client client() {
    return nodes.getFirst().client();
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  public Path data() {
    return Objects.requireNonNull(data);
  }

  /// A number out of the database.
  public long count(String question, Object... parameters) {
    return sql().sql(question).params(parameters).query(Long.class).single();
  }

  public List<Map<String, @Nullable Object>> rows(String question, Object... parameters) {
    return sql().sql(question).params(parameters).query().listOfRows();
  }

  private JdbcClient sql() {
    return JdbcClient.create(database.dataSource());
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    nodes.forEach(Node::close);
    try (var files = Files.walk(data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
