package dev.meanwhile.server.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.support.RunningServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class WallTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("meanwhile.worker=false");

  private static final UUID AGNES = UUID.randomUUID();
  private static final UUID BERTA = UUID.randomUUID();
  private static final Guest AGENT = new Guest(AGNES, "booking_agent", false);

  private static <T> T as(Guest person, Supplier<T> work) {
    Wall wall = server.bean(Wall.class);
    wall.enter(person);
    try {
      return work.get();
    } finally {
      wall.leave();
    }
  }

  private static UUID task(UUID user) {
    return server.bean(Tasks.class).submit(NewTask.of("echo", "{}").by(user, "user:x")).id();
  }

  /// The statement forgot the condition; the database did not.
  @Test
  void a_statement_without_a_condition_shows_a_person_their_own() {
    UUID hers = task(AGNES);
    UUID others = task(BERTA);
    Tasks tasks = server.bean(Tasks.class);
    var everything = new TaskQuery(Set.of(), Set.of(), null, null, null, null, null, 1000);

    assertThat(as(AGENT, () -> tasks.find(everything)))
        .extracting(Task::id)
        .contains(hers)
        .doesNotContain(others);
    assertThat(tasks.find(everything)).extracting(Task::id).contains(hers, others);
    assertThat(as(AGENT, () -> tasks.events(others, 0, 10))).isEmpty();
    assertThat(as(new Guest(BERTA, "supervisor", true), () -> tasks.find(everything)))
        .extracting(Task::id)
        .contains(hers, others);
  }

  @Test
  void what_belongs_to_others_cannot_be_changed() {
    UUID others = task(BERTA);
    Tasks tasks = server.bean(Tasks.class);
    var request = dev.meanwhile.engine.ChangeRequest.by(AGNES, "user:agnes");

    assertThat(as(AGENT, () -> java.util.Optional.ofNullable(tasks.cancel(others, request))))
        .isEmpty();
    assertThat(Objects.requireNonNull(tasks.find(others)).label()).isEqualTo("waiting");
    assertThat(
            as(
                    new Guest(BERTA, "booking_agent", false),
                    () -> Objects.requireNonNull(tasks.cancel(others, request)))
                .label())
        .isEqualTo("cancelled");
  }

  /// A change outside a transaction would not be signed by anybody.
  @Test
  void outside_a_transaction_a_person_only_reads() {
    assertThatThrownBy(() ->
            as(
                AGENT,
                () ->
                    server
                        .bean(JdbcClient.class)
                        .sql("update meanwhile.sessions set end_reason = 'x' where false")
                        .update()))
        .hasRootCauseInstanceOf(SQLException.class)
        .hasMessageContaining("read-only");
  }

  /// In the transaction of a request an application writes its rows and submits, as everywhere.
  @Test
  void a_person_s_transaction_can_submit() {
    Tasks tasks = server.bean(Tasks.class);
    var transaction = server.bean(TransactionTemplate.class);

    UUID id =
        as(
            AGENT,
            () ->
                Objects.requireNonNull(
                    transaction.execute(_ -> {
                      UUID made =
                          tasks.submit(NewTask.of("echo", "{}").by(AGNES, "user:agnes")).id();
                      assertThat(role(server.bean(JdbcClient.class))).isEqualTo("meanwhile_person");
                      return made;
                    })));

    assertThat(tasks.find(id)).isNotNull();
  }

  private static String role(JdbcClient client) {
    return client.sql("select current_user::text").query(String.class).single();
  }

  /// T6: errors at every place where a person's rights begin, are in use and end.
  @Test
  void ten_thousand_swaps_of_connections_leave_no_rights_behind() throws Exception {
    task(AGNES);
    var config = new HikariConfig();
    config.setJdbcUrl(server.database().jdbcUrl());
    config.setUsername(server.database().user());
    config.setPassword(server.database().password());
    config.setMaximumPoolSize(3);
    try (var pool = new HikariDataSource(config);
        var threads = Executors.newFixedThreadPool(6)) {
      var wall = new Wall(new Standing(null));
      var walled = new WalledDatabase(pool, wall);
      var transactions = new TransactionTemplate(new WalledTransactions(walled, wall));
      var client = JdbcClient.create(walled);
      List<Future<Long>> leaks =
          IntStream.range(0, 10_000)
              .mapToObj(i -> threads.submit(() -> swap(i, wall, pool, client, transactions)))
              .toList();
      long leaked = 0;
      for (Future<Long> one : leaks) {
        leaked += one.get();
      }
      assertThat(leaked).isZero();
    }
  }

  /// @return how many leaks it found
  private static long swap(
      int number,
      Wall wall,
      HikariDataSource pool,
      JdbcClient client,
      TransactionTemplate transactions)
      throws SQLException {
    UUID user = number % 2 == 0 ? AGNES : BERTA;
    wall.enter(new Guest(user, "booking_agent", false));
    try {
      switch (number % 5) {
        case 0 -> client.sql("select count(*) from meanwhile.tasks").query(Long.class).single();
        case 1 -> client.sql("select 1 / 0").query(Long.class).single();
        case 2 -> transactions.execute(_ -> client.sql("select 1 / 0").query(Long.class).single());
        case 3 ->
            transactions.execute(_ -> {
              role(client);
              throw new IllegalStateException("Broken off.");
            });
        default -> transactions.execute(_ -> client.sql("delete from meanwhile.tasks").update());
      }
    } catch (RuntimeException expected) {
      // the error is the point
    } finally {
      wall.leave();
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (current_user = 'meanwhile_person')::int
                     + (coalesce(current_setting('app.user_id', true), '') <> '')::int
                     + (coalesce(current_setting('app.role', true), '') <> '')::int
                     + (current_setting('transaction_read_only') = 'on')::int
                """)) {
      row.next();
      return row.getLong(1) + (connection.getAutoCommit() ? 0 : 1);
    }
  }
}
