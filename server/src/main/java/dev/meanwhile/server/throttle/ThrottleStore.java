package dev.meanwhile.server.throttle;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The buckets, one row each, shared by all nodes.
@Repository
class ThrottleStore {
  /// Fills the bucket for the time that has passed, and takes one out if there is one. A clock that
  /// is set back takes nothing away.
  private static final String TAKE =
      """
      insert into meanwhile.throttles as t (key, tokens, allowed, at)
      values (:key, :capacity - 1, true, meanwhile.clock())
      on conflict (key) do update
         set tokens  = least(:capacity, t.tokens + greatest(0, extract(epoch from meanwhile.clock() - t.at)) / :seconds)
                     - case when least(:capacity, t.tokens + greatest(0, extract(epoch from meanwhile.clock() - t.at)) / :seconds) >= 1
                            then 1 else 0 end,
             allowed = least(:capacity, t.tokens + greatest(0, extract(epoch from meanwhile.clock() - t.at)) / :seconds) >= 1,
             at      = meanwhile.clock()
      returning case when allowed then 0 else ceil((1 - tokens) * :seconds) end
      """;

  private static final String GIVE_BACK =
      """
      update meanwhile.throttles
         set tokens = tokens + 1
       where key = :key
      """;

  /// Buckets that are full again are as good as none.
  private static final String CLEAR =
      """
      delete from meanwhile.throttles
       where at < meanwhile.clock() - interval '1 day'
      """;

  private final JdbcClient database;

  ThrottleStore(@Qualifier("houseClient") JdbcClient database) {
    this.database = database;
  }

  /// @return 0, or how many seconds to wait
  int take(String key, Bucket bucket) {
    return database
        .sql(TAKE)
        .param("key", key)
        .param("capacity", (double) bucket.capacity())
        .param("seconds", (double) bucket.seconds())
        .query(Integer.class)
        .single();
  }

  void giveBack(String key) {
    database.sql(GIVE_BACK).param("key", key).update();
  }

  int clear() {
    return database.sql(CLEAR).update();
  }
}
