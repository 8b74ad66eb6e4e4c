package dev.meanwhile.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a batch: the values of all its rows, sent as one array, or as null when all are.
@SuppressWarnings("ArrayRecordComponent") // made, sent and forgotten; nobody compares it
record Column(String type, @Nullable Object[] values) {

  static <R extends @Nullable Object> Column of(
      String type, List<R> rows, Function<R, @Nullable Object> value) {
    @Nullable Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    return new Column(type, values);
  }

  static Column texts(Collection<String> values) {
    return new Column("text", values.toArray());
  }

  @Nullable Array in(Connection connection) throws SQLException {
    return values.length > 0 && Arrays.stream(values).allMatch(Objects::isNull)
        ? null
        : connection.createArrayOf(type, values);
  }
}
