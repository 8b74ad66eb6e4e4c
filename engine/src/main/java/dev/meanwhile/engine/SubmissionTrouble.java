package dev.meanwhile.engine;

import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Trouble;
import java.sql.SQLException;

/// Tells apart data that the database refuses from a database that is in trouble itself.
final class SubmissionTrouble {

  private SubmissionTrouble() {}

  static RuntimeException of(SQLException failure) {
    return Trouble.data(failure)
        ? new SubmissionRefused(
            SubmissionRefused.Reason.BAD_INPUT,
            "The input holds a value that the database cannot store.")
        : new StoreFailed(failure);
  }
}
