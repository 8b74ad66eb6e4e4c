package dev.meanwhile.proof.access;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Relation;
import dev.meanwhile.server.access.Role;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every table, every role and every kind of statement, with plain JDBC under row security.
final class Tables {
  private static final List<String> STATEMENTS = List.of("select", "insert", "update", "delete");

  /// What everybody reads.
  private static final Set<String> COMMON = Set.of("task_types");

  private final StageStore stage;
  private final Cast cast;
  private final boolean open;

  /// @param open whether the wall of the uploads is taken down, as a planted mistake
  Tables(StageStore stage, Cast cast, boolean open) {
    this.stage = stage;
    this.cast = cast;
    this.open = open;
  }

  void judge(String table, Law law, Verdicts verdicts) throws SQLException {
    for (Role role : Stream.concat(Stream.of(Role.values()), Stream.of((Role) null)).toList()) {
      for (Whose whose : List.of(Whose.OWN, Whose.OTHERS)) {
        for (String statement : STATEMENTS) {
          judge(table, role, whose, statement, law, verdicts);
        }
      }
    }
  }

  private void judge(
      String table, @Nullable Role role, Whose whose, String statement, Law law, Verdicts verdicts)
      throws SQLException {
    Place place = Place.of(table);
    UUID owner = cast.owner(role, whose);
    String key = place == null ? "" : place.key();
    List<String> keys =
        place == null
            ? List.<String>of()
            : place.byTask() ? stage.tasksOf(owner) : List.of(owner.toString());
    String example = place == null ? null : stage.example(table, key, keys);
    if (place != null && (example == null || example.equals("null"))) {
      verdicts.judge(false, "%s holds no row of %s to try".formatted(table, whose));
      return;
    }
    String came =
        stage.probe(
            role == null ? null : cast.person(role),
            role,
            open,
            new String[] {"meanwhile." + table, statement, key, example == null ? "{}" : example},
            keys);
    // Of a table that is not for people not even the question is let through.
    boolean passed = place == null ? !came.equals("refused") : came.equals("passed");
    verdicts.judge(
        passed == expected(table, place, role, whose, statement, law),
        "%s on %s by %s on %s rows %s"
            .formatted(
                statement,
                table,
                role == null ? "nobody" : role.text(),
                whose,
                passed ? "went through" : "was held back"));
  }

  private static boolean expected(
      String table,
      @Nullable Place place,
      @Nullable Role role,
      Whose whose,
      String statement,
      Law law) {
    if (COMMON.contains(table)) {
      return statement.equals("select");
    }
    if (place == null || role == null) {
      return false;
    }
    boolean everybody = law.of(role, place.resource(), Action.READ) == Relation.ANY;
    boolean holds =
        place.holder() == null || law.of(role, place.holder(), Action.READ) != Relation.NONE;
    return (whose.own() && holds && place.own().contains(statement))
        || (everybody && place.others().contains(statement));
  }
}
