package dev.meanwhile.server.people;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people wish, beside their names.
@Repository
class PreferenceStore {
  private static final String FIND =
      """
      select theme, notices
        from meanwhile.users
       where id = :id
      """;

  private static final String UPDATE =
      """
      update meanwhile.users
         set theme = :theme, notices = :notices
       where id = :id
      """;

  private final JdbcClient database;

  PreferenceStore(JdbcClient database) {
    this.database = database;
  }

  Preferences find(UUID user) {
    return database
        .sql(FIND)
        .param("id", user)
        .query((row, _) -> new Preferences(row.getString("theme"), row.getString("notices")))
        .optional()
        .orElse(new Preferences("system", "none"));
  }

  void update(UUID user, Preferences wish) {
    database
        .sql(UPDATE)
        .param("id", user)
        .param("theme", wish.theme())
        .param("notices", wish.notices())
        .update();
  }
}
