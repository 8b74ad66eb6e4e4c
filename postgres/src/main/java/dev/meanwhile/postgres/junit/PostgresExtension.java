package dev.meanwhile.postgres.junit;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/// A database of its own for a test class, on one server for the whole JVM.
///
/// ```java
/// @RegisterExtension
/// static final PostgresExtension database =
///     PostgresExtension.migratedBy("engine", dataSource -> Schema.migrate(dataSource));
/// ```
///
/// The migration runs once per name and JVM; each class gets a clone of what it made, and `@Nested`
/// classes share that of the class around them. The server does not flush to disk; a test that
/// crashes its database starts a [dev.meanwhile.postgres.LocalPostgres] of its own.
public final class PostgresExtension implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

  private final String template;
  private final Migration migration;
  private @Nullable TestDatabase database;

  private PostgresExtension(String template, Migration migration) {
    this.template = template;
    this.migration = migration;
  }

  /// A database with the tables that the migration makes; the name stands for the migration.
  public static PostgresExtension migratedBy(String template, Migration migration) {
    return new PostgresExtension(template, migration);
  }

  /// A database without tables.
  public static PostgresExtension empty() {
    return new PostgresExtension("(empty)", _ -> {});
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var server =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
            .computeIfAbsent(TestServer.class, _ -> new TestServer(), TestServer.class);
    // JUnit closes it after the outermost class; a nested class finds the one of its outer class.
    database =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(this, _ -> create(server, context), TestDatabase.class);
  }

  private TestDatabase create(TestServer server, ExtensionContext context) {
    try {
      return server.database(template, migration, context.getRequiredTestClass().getSimpleName());
    } catch (SQLException e) {
      throw new IllegalStateException(
          "No database could be made for " + context.getDisplayName(), e);
    }
  }

  /// Connections to the database of this class, each a new one, in a time zone that is not UTC.
  public DataSource dataSource() {
    return current().dataSource();
  }

  public String jdbcUrl() {
    return current().jdbcUrl();
  }

  public String user() {
    return current().server().postgres().user();
  }

  public String password() {
    return current().server().postgres().password();
  }

  private TestDatabase current() {
    if (database == null) {
      throw new IllegalStateException(
          "There is no database yet: register the extension in a static field with @RegisterExtension.");
    }
    return database;
  }
}
