package dev.meanwhile.postgres.junit;

import javax.sql.DataSource;

/// The database of one test class; closing drops it.
record TestDatabase(TestServer server, String name) implements AutoCloseable {

  DataSource dataSource() {
    return server.dataSource(name);
  }

  String jdbcUrl() {
    return server.postgres().jdbcUrl(name);
  }

  @Override
  public void close() {
    server.drop(name);
  }
}
