package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Submitted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Submits tasks within a transaction.
@FunctionalInterface
public interface Submission {
  List<Submitted> submit(Connection connection, List<NewTask> tasks) throws SQLException;
}
