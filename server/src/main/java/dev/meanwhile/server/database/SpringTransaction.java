package dev.meanwhile.server.database;

import dev.meanwhile.engine.CallerTransaction;
import java.sql.Connection;
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
  private final DataSource database;

  SpringTransaction(DataSource database) {
    this.database = database;
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
