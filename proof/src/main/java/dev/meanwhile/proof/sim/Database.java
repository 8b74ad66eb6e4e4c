package dev.meanwhile.proof.sim;

import java.util.Random;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// The way to the tables: away now and then, and sometimes the answer to a commit is lost.
final class Database {
  private final Table table;
  private final Ledger ledger;
  private final Random random;
  private long downUntil;
  private int lostAnswers;

  Database(Table table, Ledger ledger, Random random) {
    this.table = table;
    this.ledger = ledger;
    this.random = random;
  }

  /// @param perHundred how many answers get lost
  void losing(int perHundred) {
    lostAnswers = perHundred;
  }

  void goDown(long now, long millis) {
    ledger.note("             the database is away for %d ms".formatted(millis));
    downUntil = now + millis;
  }

  boolean up(long now) {
    return now >= downUntil;
  }

  /// One statement; `otherwise` when there was no answer, whether it was committed or not.
  <T> T ask(long now, T otherwise, Function<Table, T> statement, LongConsumer noAnswer) {
    if (!up(now)) {
      noAnswer.accept(now);
      return otherwise;
    }
    T answer = statement.apply(table);
    if (random.nextInt(100) < lostAnswers) {
      ledger.note("             … and the answer is lost");
      noAnswer.accept(now);
      return otherwise;
    }
    return answer;
  }
}
