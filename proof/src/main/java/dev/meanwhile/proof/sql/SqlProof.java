package dev.meanwhile.proof.sql;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.sql.SqlContract;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/// `prove sql`: a client with plain JDBC creates tasks, works on them and watches them, and cannot
/// break a rule.
public final class SqlProof {
  private static final String DATABASE = "meanwhile";

  private final Tally tally;
  private final Premises premises = Premises.of("sql");

  public SqlProof(Tally tally, Options options) {
    this.tally = tally;
    options.end();
  }

  public void run() throws SQLException {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      run(postgres.dataSource(DATABASE));
    }
    premises.remove();
  }

  private void run(DataSource database) throws SQLException {
    // The schema of the engine's tables has the name of our own user, and would be looked into
    // first.
    var sql = new ClientStore(database).with("set local search_path = public");
    Engine.migrate(database);
    sql.run(application());
    SqlContract.install(database, "public");
    sql.run("select meanwhile.register_task_type('calculate_drive_times', 'Drive times', 120, 3)");
    sql.run("select meanwhile.register_task_type('sync_quo', 'Quo sync', 120, 2)");
    sql.run("select meanwhile.register_task_type('chat', 'Chat', 180, 1)");
    sql.run("select meanwhile.register_task_type('once', max_retries => 0)");
    var user =
        sql.id(
            "insert into users (username, full_name, email) values ('sandra', 'Sandra Miller', 'sandra@example.com') returning id");
    new Documents(tally, sql, user).prove();
    new Life(tally, sql, UUID.randomUUID()).prove();
    new Refusals(tally, sql, user).prove();
    new Users(tally, sql).prove();
    new Together(tally, database, sql).prove();
  }

  private static String application() {
    try (var stream = SqlProof.class.getResourceAsStream("application.sql")) {
      if (stream == null) {
        throw new ProofFailed("The jar lacks application.sql.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
