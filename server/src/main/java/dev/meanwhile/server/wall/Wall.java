package dev.meanwhile.server.wall;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows for whom each thread works at the moment. While it works for a person, everything it does
/// in the database is held within what that person may see and change, by the database itself.
///
/// Where the wall cannot stand (see [Standing]) nobody is held back by it, and the conditions in
/// the statements are the only ones.
@Component
public final class Wall {
  private static final ThreadLocal<@Nullable Guest> GUEST = new ThreadLocal<>();
  private static final ThreadLocal<@Nullable Boolean> BEGINNING = new ThreadLocal<>();

  private final Standing standing;

  Wall(Standing standing) {
    this.standing = standing;
  }

  /// From here on this thread works for a person.
  public void enter(Guest person) {
    GUEST.set(person);
  }

  /// From here on this thread works for the house again.
  public void leave() {
    GUEST.remove();
  }

  /// Does what is the house's own business although a person asked for it, such as counting guesses
  /// or creating a task. A transaction that has begun before stays the person's.
  public <T extends @Nullable Object> T house(Supplier<T> work) {
    Guest before = GUEST.get();
    GUEST.remove();
    try {
      return work.get();
    } finally {
      GUEST.set(before);
    }
  }

  /// For whom this thread works; null for the house.
  @Nullable Guest guest() {
    return standing.upright() ? GUEST.get() : null;
  }

  /// Gives a person's transaction the rights of the house, for the engine's own statements.
  public void stepBack(Connection connection) throws SQLException {
    if (guest() != null) {
      WallStore.stepBack(connection);
    }
  }

  /// Takes these rights away again.
  public void pass(Connection connection) throws SQLException {
    Guest person = guest();
    if (person != null) {
      WallStore.pass(connection, person);
    }
  }

  /// Whether a transaction is just taking its connection.
  boolean beginning() {
    return BEGINNING.get() != null;
  }

  void beginning(Runnable begin) {
    BEGINNING.set(true);
    try {
      begin.run();
    } finally {
      BEGINNING.remove();
    }
  }

  /// Why the wall does not stand, and what would raise it; null when it does.
  public @Nullable String gap() {
    return standing.gap();
  }
}
