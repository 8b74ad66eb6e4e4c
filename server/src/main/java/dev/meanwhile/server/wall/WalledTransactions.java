package dev.meanwhile.server.wall;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Transactions that begin with the rights of whom their thread works for.
public final class WalledTransactions extends JdbcTransactionManager {
  private final transient Wall wall;

  public WalledTransactions(DataSource database, Wall wall) {
    super(database);
    this.wall = wall;
  }

  /// The connection comes bare: it is given its rights only when the transaction has begun.
  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    wall.beginning(() -> super.doBegin(transaction, definition));
  }

  @Override
  protected void prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) throws SQLException {
    super.prepareTransactionalConnection(connection, definition);
    Guest person = wall.guest();
    if (person != null) {
      WallStore.pass(connection, person);
    }
  }
}
