package dev.meanwhile.postgres;

import java.sql.SQLException;

/// A database with some pages in it, to see whether they are still there.
record Books(LocalPostgres postgres) {

  static Books in(LocalPostgres postgres) {
    postgres.createDatabase("books");
    return new Books(postgres);
  }

  Books write(int pages) throws SQLException {
    execute("create table if not exists pages (number int)");
    execute("insert into pages select generate_series(1, " + pages + ")");
    return this;
  }

  String pages() throws SQLException {
    return ask("select count(*) from pages");
  }

  String setting(String name) throws SQLException {
    return ask("select current_setting('" + name + "')");
  }

  private void execute(String statement) throws SQLException {
    try (var connection = postgres.dataSource("books").getConnection();
        var execute = connection.createStatement()) {
      execute.execute(statement);
    }
  }

  private String ask(String question) throws SQLException {
    try (var connection = postgres.dataSource("books").getConnection();
        var select = connection.createStatement();
        var row = select.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }
}
