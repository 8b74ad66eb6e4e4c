package dev.meanwhile.apps.desk.clients;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Looks for clients.
@Repository
class ClientListStore {
  private static final String FIND =
      """
      select c.*, d.name as primary_clinic
        from meanwhile.clients c
        left join meanwhile.destinations d on d.id = c.primary_clinic_id
       where (:patterns::text[] is null or c.search like all (:patterns::text[]))
         and (:clinic::uuid is null or c.primary_clinic_id = :clinic)
         and (:active::boolean is null or c.active = :active)
         and (:last::text is null or (lower(c.last_name), lower(c.first_name), c.knumber) > (:last, :first, :knumber))
       order by lower(c.last_name), lower(c.first_name), c.knumber
       limit :limit
      """;

  private static final String COUNT =
      """
      select count(*)
        from (select 1
                from meanwhile.clients c
               where (:patterns::text[] is null or c.search like all (:patterns::text[]))
                 and (:clinic::uuid is null or c.primary_clinic_id = :clinic)
                 and (:active::boolean is null or c.active = :active)
               limit :limit) counted
      """;

  private final JdbcClient database;

  ClientListStore(JdbcClient database) {
    this.database = database;
  }

  List<Client> find(ClientQuery query) {
    ClientQuery.After after = query.after();
    return asked(database.sql(FIND), query)
        .param("last", after == null ? null : after.last())
        .param("first", after == null ? null : after.first())
        .param("knumber", after == null ? null : after.knumber())
        .param("limit", query.limit())
        .query(ClientStore::client)
        .list();
  }

  /// @param most it stops counting there
  long count(ClientQuery query, int most) {
    return asked(database.sql(COUNT), query).param("limit", most).query(Long.class).single();
  }

  private static JdbcClient.StatementSpec asked(
      JdbcClient.StatementSpec statement, ClientQuery query) {
    return statement
        .param(
            "patterns", query.patterns().isEmpty() ? null : query.patterns().toArray(String[]::new))
        .param("clinic", query.clinic())
        .param("active", query.active());
  }
}
