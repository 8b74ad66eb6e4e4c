package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Work;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The bookkeeping of an import: its rows, its refused rows and its position change together or not
/// at all.
@Component
final class Ledger {
  private static final String ROWS = "rows";

  private final ImportStore imports;
  private final RejectStore rejects;

  Ledger(ImportStore imports, RejectStore rejects) {
    this.imports = imports;
    this.rejects = rejects;
  }

  /// Where the import stands: at its start, or where an earlier attempt has left it.
  Position open(ImportPlan plan, Work work) throws Exception {
    Position reached = work.recall(ROWS, Position.class);
    if (reached != null) {
      return reached;
    }
    work.checkpoint(
        ROWS,
        Position.START,
        connection -> imports.begin(connection, work.taskId(), plan.target().name()));
    return Position.START;
  }

  /// Commits a block together with the position behind it.
  void commit(
      ImportPlan plan,
      List<String> columns,
      @Nullable Long total,
      Block block,
      Position behind,
      Work work)
      throws Exception {
    work.checkpoint(
        ROWS, behind, connection -> write(connection, plan, columns, total, block, behind, work));
    work.say(Sentences.processing(behind.done(), total));
    work.progress(behind.done(), total);
  }

  private void write(
      Connection connection,
      ImportPlan plan,
      List<String> columns,
      @Nullable Long total,
      Block block,
      Position behind,
      Work work)
      throws SQLException {
    if (!block.entries().isEmpty()) {
      plan.target().insert(connection, work.taskId(), block.entries());
    }
    rejects.insert(connection, work.taskId(), block.rejects());
    imports.advance(connection, work.taskId(), columns, total, behind);
  }

  /// Ends the import well.
  Outcome complete(List<String> columns, Position end, Work work) throws Exception {
    work.step("saving", Sentences.SAVING);
    return work.inTransaction(connection -> {
      BigDecimal seconds = imports.complete(connection, work.taskId(), columns, end.done());
      var result =
          new ImportResult(
              end.imported(),
              end.skipped(),
              end.done(),
              end.skipped() == 0 ? null : "/api/imports/%s/rejects.csv".formatted(work.taskId()),
              seconds);
      return Outcome.completed(result, Sentences.complete(end.imported(), end.skipped()));
    });
  }
}
