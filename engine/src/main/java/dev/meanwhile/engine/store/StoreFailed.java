package dev.meanwhile.engine.store;

import java.sql.SQLException;

/// The database did not do what was asked. The cause says why; [Trouble] sorts it.
public final class StoreFailed extends RuntimeException {

  public StoreFailed(SQLException cause) {
    super("The database did not answer as it should: " + cause.getMessage(), cause);
  }
}
