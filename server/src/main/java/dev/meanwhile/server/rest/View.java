package dev.meanwhile.server.rest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A view of the SQL contract, as the database describes it.
record View(String schema, String name, List<Column> columns) {
  private static final Set<String> WRITABLE = Set.of("background_tasks", "async_tasks");

  View {
    columns = List.copyOf(columns);
  }

  boolean isWritable() {
    return WRITABLE.contains(name);
  }

  boolean has(String column) {
    return find(column) != null;
  }

  @Nullable Column find(String column) {
    return columns.stream().filter(one -> one.name().equals(column)).findFirst().orElse(null);
  }

  /// @throws dev.meanwhile.server.problem.Refusal when there is none of this name
  Column column(String column) {
    Column found = find(column);
    if (found == null) {
      throw Wrong.column(this, column);
    }
    return found;
  }

  /// What a reader pages by when it does not say: a row comes before the same others each time.
  List<String> order() {
    for (var key : List.of("id", "task_id")) {
      if (has(key)) {
        return List.of(key);
      }
    }
    return List.of("task_type", "status").stream().filter(this::has).toList();
  }

  String columnNames() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
