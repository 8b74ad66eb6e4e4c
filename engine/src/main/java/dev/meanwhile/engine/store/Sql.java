package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// A statement with named parameters (`:name`), parsed once.
final class Sql {
  private final String text;
  private final List<String> names = new ArrayList<>();

  private Sql(String named) {
    StringBuilder positional = new StringBuilder(named.length());
    int i = 0;
    while (i < named.length()) {
      char c = named.charAt(i);
      if (c == '\'') {
        int end = named.indexOf('\'', i + 1);
        positional.append(named, i, end + 1);
        i = end + 1;
      } else if (named.startsWith("--", i)) {
        i = named.indexOf('\n', i);
      } else if (named.startsWith("::", i)) {
        positional.append("::");
        i += 2;
      } else if (c == ':' && Character.isLetter(named.charAt(i + 1))) {
        int end = i + 1;
        while (end < named.length() && isNamePart(named.charAt(end))) {
          end++;
        }
        names.add(named.substring(i + 1, end));
        positional.append('?');
        i = end;
      } else {
        positional.append(c);
        i++;
      }
    }
    this.text = positional.toString();
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  static Sql of(String named) {
    return new Sql(named);
  }

  /// The text with `?` for each parameter.
  String text() {
    return text;
  }

  Call on(Connection connection) {
    return new Call(connection);
  }

  /// Reads one row.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// One execution in the making.
  final class Call {
    private final Connection connection;
    private final Map<String, @Nullable Object> values = new HashMap<>();
    private boolean planned;

    private Call(Connection connection) {
      this.connection = connection;
    }

    /// Lets the database plan for these values each time: one plan for all would be a bad one.
    Call planned() {
      planned = true;
      return this;
    }

    Call set(String name, @Nullable Object value) {
      values.put(name, value);
      return this;
    }

    <T> List<T> list(Row<T> reader) throws SQLException {
      try (PreparedStatement statement = prepared();
          ResultSet rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(reader.read(rows));
        }
        return result;
      }
    }

    <T> @Nullable T first(Row<T> reader) throws SQLException {
      List<T> rows = list(reader);
      return rows.isEmpty() ? null : rows.getFirst();
    }

    int update() throws SQLException {
      try (PreparedStatement statement = prepared()) {
        return statement.executeUpdate();
      }
    }

    private PreparedStatement prepared() throws SQLException {
      PreparedStatement statement = connection.prepareStatement(text);
      if (planned) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        if (!values.containsKey(name)) {
          statement.close();
          throw new IllegalArgumentException("The parameter :" + name + " has no value.");
        }
        bind(statement, i + 1, values.get(name));
      }
      return statement;
    }

    private void bind(PreparedStatement statement, int at, @Nullable Object value)
        throws SQLException {
      switch (value) {
        case null -> statement.setNull(at, Types.NULL);
        case Instant instant -> statement.setObject(at, instant.atOffset(ZoneOffset.UTC));
        case Column column -> statement.setArray(at, column.in(connection));
        default -> statement.setObject(at, value);
      }
    }
  }
}
