package dev.meanwhile.server.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The one-time words that let somebody choose a password; kept as what they hash to.
@Repository
class WordStore {
  private static final String INSERT =
      """
      insert into meanwhile.one_time_words (word_hash, purpose, user_id, expires_at)
      values (:hash, :purpose, :user, meanwhile.clock() + :hours * interval '1 hour')
      """;

  private static final String FIND =
      """
      select purpose, user_id
        from meanwhile.one_time_words
       where word_hash = :hash and used_at is null and expires_at > meanwhile.clock()
         and (purpose = 'setup') = (user_id is null)
         for update
      """;

  private static final String USE =
      """
      update meanwhile.one_time_words
         set used_at = meanwhile.clock()
       where word_hash = :hash
      """;

  /// A newer word makes the older ones worthless.
  private static final String WITHDRAW =
      """
      update meanwhile.one_time_words
         set used_at = meanwhile.clock()
       where user_id = :user and used_at is null
      """;

  private final JdbcClient database;

  WordStore(JdbcClient database) {
    this.database = database;
  }

  void insert(byte[] hash, String purpose, @Nullable UUID user, int hours) {
    database
        .sql(INSERT)
        .param("hash", hash)
        .param("purpose", purpose)
        .param("user", user)
        .param("hours", hours)
        .update();
  }

  /// The word with this hash while it is good; null otherwise. Held until the transaction ends.
  @Nullable Word find(byte[] hash) {
    return database
        .sql(FIND)
        .param("hash", hash)
        .query((row, _) -> new Word(row.getString("purpose"), row.getObject("user_id", UUID.class)))
        .optional()
        .orElse(null);
  }

  void use(byte[] hash) {
    database.sql(USE).param("hash", hash).update();
  }

  void withdraw(UUID user) {
    database.sql(WITHDRAW).param("user", user).update();
  }

  /// @param user null for the first administrator, who does not exist yet
  record Word(String purpose, @Nullable UUID user) {}
}
