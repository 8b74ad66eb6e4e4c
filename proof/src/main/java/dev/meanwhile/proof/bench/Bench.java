package dev.meanwhile.proof.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.LocalPostgres;

/// A fresh database on the server that is measured, with the engine's tables.
final class Bench implements AutoCloseable {
  private final HikariDataSource pool;

  private Bench(HikariDataSource pool) {
    this.pool = pool;
  }

  static Bench fresh(LocalPostgres postgres, String name) {
    postgres.createDatabase(name);
    var bench = on(postgres, name);
    Engine.migrate(bench.pool);
    return bench;
  }

  static Bench on(LocalPostgres postgres, String name) {
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl(name));
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(14);
    return new Bench(new HikariDataSource(config));
  }

  HikariDataSource pool() {
    return pool;
  }

  BenchStore store() {
    return new BenchStore(pool);
  }

  @Override
  public void close() {
    pool.close();
  }
}
