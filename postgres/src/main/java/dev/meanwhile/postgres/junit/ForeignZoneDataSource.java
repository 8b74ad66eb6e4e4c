package dev.meanwhile.postgres.junit;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections whose session is in a time zone that is neither UTC nor likely the JVM's, so that
/// code which mixes zones up is found out.
final class ForeignZoneDataSource extends PGSimpleDataSource {
  static final String ZONE = "Pacific/Chatham";
  private static final long serialVersionUID = 1L;

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      CloneStore.setZone(connection, ZONE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
