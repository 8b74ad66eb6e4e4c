package dev.meanwhile.server.database;

import dev.meanwhile.engine.CallerTransaction;
import dev.meanwhile.server.wall.Wall;
import dev.meanwhile.server.wall.WalledDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The transaction Spring keeps for the current thread, so that a task submitted inside it commits
/// with the caller's own rows or not at all.
@Component
final class SpringTransaction implements CallerTransaction {
  private final WalledDatabase database;
  private final Wall wall;

  SpringTransaction(WalledDatabase database, Wall wall) {
    this.database = database;
    this.wall = wall;
  }

  @Override
  public @Nullable Connection current() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()
        || !TransactionSynchronizationManager.hasResource(database)) {
      return null;
    }
    Connection connection = DataSourceUtils.getConnection(database);
    // It stays open until the transaction ends; this only takes back the use we counted.
    DataSourceUtils.releaseConnection(connection, database);
    return connection;
  }

  @Override
  public Connection open(DataSource pool, Purpose purpose) throws SQLException {
    return switch (purpose) {
      case READING -> database.getConnection();
      case SEARCHING -> database.toSearch();
      case CHANGING -> database.toChange();
    };
  }

  @Override
  public Admission admit() throws SQLException {
    Connection connection = current();
    if (connection == null) {
      return () -> {};
    }
    wall.stepBack(connection);
    return () -> wall.pass(connection);
  }

  @Override
  public void afterCommit(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
