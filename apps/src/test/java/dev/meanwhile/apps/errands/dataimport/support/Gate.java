package dev.meanwhile.apps.errands.dataimport.support;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A gate in the database that no import of places gets past with its line 5,000 while it is
/// closed.
public final class Gate implements AutoCloseable {
  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  public static Gate closed(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          create or replace function meanwhile.gate() returns trigger language plpgsql as
            'begin
               if new.line_number = 5000 then
                 perform pg_advisory_xact_lock_shared(5000);
               end if;
               return new;
             end'
          """);
      statement.execute(
          """
          create or replace trigger gate before insert on meanwhile.places
          for each row execute function meanwhile.gate()
          """);
      statement.execute("select pg_advisory_lock(5000)");
    }
    return new Gate(connection);
  }

  /// Lets everybody through, for good.
  public void open() throws SQLException {
    connection.close();
  }

  @Override
  public void close() throws SQLException {
    open();
  }
}
