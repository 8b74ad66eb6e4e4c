package dev.meanwhile.postgres.junit;

import javax.sql.DataSource;

/// Fills an empty database with tables.
@FunctionalInterface
public interface Migration {
  void migrate(DataSource database) throws Exception;
}
