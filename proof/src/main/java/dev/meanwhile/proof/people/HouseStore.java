package dev.meanwhile.proof.people;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/// The database behind the node's back: its clock, its people, and the mistakes that are planted.
final class HouseStore {
  private static final String NOW =
      """
      select clock_timestamp()
      """;

  private static final String CLOCK =
      """
      select meanwhile.clock()
      """;

  private static final String RELOAD =
      """
      select pg_reload_conf()
      """;

  /// As many people as wanted, all with the password of the first administrator.
  private static final String CROWD =
      """
      insert into meanwhile.users (username, full_name, role, password_hash)
      select 'known' || n, 'Known ' || n, 'client', (select password_hash from meanwhile.users where username = 'ada')
        from generate_series(1, ?) as n
      """;

  private static final String HASH =
      """
      select password_hash
        from meanwhile.users
       where username = 'ada'
      """;

  private static final String LOGGED =
      """
      select count(*)
        from meanwhile.audit_logs
       where action in ('sign_in_failed', 'sign_in_throttled')
      """;

  private static final String REFRESH_IS_ACTIVITY =
      """
      create function meanwhile.mistake() returns trigger
        language plpgsql
        as $$
          begin
            update meanwhile.sessions set last_activity = meanwhile.clock() where id = new.session_id;
            return new;
          end
        $$;
      create trigger mistake after insert on meanwhile.refresh_tokens
        for each row execute function meanwhile.mistake();
      """;

  private static final String REFRESH_IS_NONE_AGAIN =
      """
      drop trigger mistake on meanwhile.refresh_tokens;
      drop function meanwhile.mistake();
      """;

  private static final String SUPERVISORS_MAY_REST =
      """
      create or replace function meanwhile.idle_limit(role text) returns interval
        language sql immutable parallel safe
        as $$
          select case role when 'admin' then interval '30 minutes'
                           when 'supervisor' then interval '61 minutes'
                           else interval '120 minutes' end
        $$;
      """;

  private static final String SUPERVISORS_MAY_NOT =
      """
      create or replace function meanwhile.idle_limit(role text) returns interval
        language sql immutable parallel safe
        as $$
          select case role when 'admin' then interval '30 minutes'
                           when 'supervisor' then interval '60 minutes'
                           else interval '120 minutes' end
        $$;
      """;

  /// Known names take a little longer.
  private static final String KNOWN_IS_SLOW =
      """
      create function meanwhile.mistake() returns trigger
        language plpgsql
        as $$
          begin
            if new.entity_id <> 'unknown' then perform pg_sleep(0.02); end if;
            return new;
          end
        $$;
      create trigger mistake before insert on meanwhile.audit_logs
        for each row execute function meanwhile.mistake();
      """;

  private static final String KNOWN_IS_NOT =
      """
      drop trigger mistake on meanwhile.audit_logs;
      drop function meanwhile.mistake();
      """;

  private static final String BUCKETS_ARE_BOTTOMLESS =
      """
      create function meanwhile.mistake() returns trigger
        language plpgsql
        as $$
          begin
            new.tokens := 10;
            new.allowed := true;
            return new;
          end
        $$;
      create trigger mistake before insert or update on meanwhile.throttles
        for each row execute function meanwhile.mistake();
      """;

  private static final String BUCKETS_ARE_NOT =
      """
      drop trigger mistake on meanwhile.throttles;
      drop function meanwhile.mistake();
      """;

  private static final String FORGET_GUESSES =
      """
      truncate meanwhile.throttles
      """;

  private final DataSource database;

  HouseStore(DataSource database) {
    this.database = database;
  }

  /// What everybody takes for the time.
  Instant clock() {
    return one(CLOCK, OffsetDateTime.class).toInstant();
  }

  /// Makes it this time for everybody who asks the database.
  void setClock(Instant time) {
    long shift = Duration.between(now(), time).toMillis();
    // No statement of this kind takes parameters.
    run("alter system set meanwhile.time_shift = '%d milliseconds'".formatted(shift));
    run(RELOAD);
    // Every connection hears of it before its next statement; the word has to get around first.
    Pause.millis(300);
  }

  /// The time of the world.
  Instant now() {
    return one(NOW, OffsetDateTime.class).toInstant();
  }

  void crowd(int people) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(CROWD)) {
      statement.setInt(1, people);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  String hash() {
    return one(HASH, String.class);
  }

  long logged() {
    return one(LOGGED, Long.class);
  }

  /// Plants the mistake that somebody made in the seeds of this: a refresh keeps a session alive.
  void countRefreshAsActivity(boolean mistaken) {
    run(mistaken ? REFRESH_IS_ACTIVITY : REFRESH_IS_NONE_AGAIN);
  }

  /// Plants a minute too much.
  void letSupervisorsRest(boolean mistaken) {
    run(mistaken ? SUPERVISORS_MAY_REST : SUPERVISORS_MAY_NOT);
  }

  /// Plants 20 ms for names that somebody has.
  void slowKnownNames(boolean mistaken) {
    run(mistaken ? KNOWN_IS_SLOW : KNOWN_IS_NOT);
  }

  /// Plants buckets that never become empty.
  void fillBuckets(boolean mistaken) {
    run(mistaken ? BUCKETS_ARE_BOTTOMLESS : BUCKETS_ARE_NOT);
  }

  void forgetGuesses() {
    run(FORGET_GUESSES);
  }

  private <T> T one(String sql, Class<T> type) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql);
        var row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, type);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void run(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static ProofFailed failed(SQLException e) {
    return new ProofFailed("The database refused: " + e.getMessage(), e);
  }
}
