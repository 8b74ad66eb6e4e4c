package dev.meanwhile.apps.desk.save;

import dev.meanwhile.engine.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was asked lately, and what was answered.
@Repository
class RequestStore {
  /// Somebody who sends the same at the same moment waits here until the first is done.
  private static final String CLAIM =
      """
      insert into meanwhile.desk_requests as r (user_id, key, fingerprint)
      values (:user, :key, decode(:fingerprint, 'hex'))
      on conflict (user_id, key) do update
        set answer = null, created_at = meanwhile.clock()
        where not :named and r.created_at < meanwhile.clock() - :seconds * interval '1 second'
      returning key
      """;

  private static final String FIND =
      """
      select encode(fingerprint, 'hex') as fingerprint, answer
        from meanwhile.desk_requests
       where user_id = :user and key = :key
      """;

  private static final String ANSWER =
      """
      update meanwhile.desk_requests
         set answer = :answer::jsonb
       where user_id = :user and key = :key
      """;

  private final JdbcClient database;

  RequestStore(JdbcClient database) {
    this.database = database;
  }

  /// Whether this request is the first of its name.
  ///
  /// @param seconds after so many a form without a key is a new one
  boolean claim(UUID user, String name, Order order, int seconds) {
    return database
        .sql(CLAIM)
        .param("user", user)
        .param("key", name)
        .param("fingerprint", order.fingerprint())
        .param("named", order.named())
        .param("seconds", seconds)
        .query(String.class)
        .optional()
        .isPresent();
  }

  /// What a request of this name was answered.
  record Known(String fingerprint, @Nullable Answer answer) {}

  Known find(UUID user, String name) {
    return database
        .sql(FIND)
        .param("user", user)
        .param("key", name)
        .query((row, _) -> {
          String answer = row.getString("answer");
          return new Known(
              row.getString("fingerprint"),
              answer == null ? null : Json.read(answer, Answer.class));
        })
        .single();
  }

  void answer(UUID user, String name, Answer answer) {
    database
        .sql(ANSWER)
        .param("user", user)
        .param("key", name)
        .param("answer", Json.write(answer))
        .update();
  }
}
