package dev.meanwhile.apps.desk.clients;

import dev.meanwhile.apps.desk.list.Cursor;
import dev.meanwhile.apps.desk.list.Words;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which clients somebody looks for.
///
/// @param patterns of the words that must all be found
/// @param clinic null for any; likewise whether they are active
/// @param after the last one of the page before; null for the first page
record ClientQuery(
    List<String> patterns,
    @Nullable UUID clinic,
    @Nullable Boolean active,
    @Nullable After after,
    int limit) {

  ClientQuery {
    patterns = List.copyOf(patterns);
  }

  static ClientQuery of(
      @Nullable String words,
      @Nullable UUID clinic,
      @Nullable Boolean active,
      @Nullable String cursor,
      int limit) {
    List<String> after = Cursor.read(cursor, 3);
    return new ClientQuery(
        Words.patterns(words),
        clinic,
        active,
        after == null ? null : new After(after.get(0), after.get(1), after.get(2)),
        limit);
  }

  record After(String last, String first, String knumber) {}

  /// Where the page behind this client begins.
  static String cursor(Client client) {
    return Cursor.write(
        client.lastName().toLowerCase(Locale.ROOT),
        client.firstName().toLowerCase(Locale.ROOT),
        client.knumber());
  }
}
