package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.FileKind;
import dev.meanwhile.apps.errands.dataimport.source.Layout;
import dev.meanwhile.apps.errands.dataimport.source.Row;
import dev.meanwhile.apps.errands.dataimport.source.Rows;
import dev.meanwhile.apps.errands.dataimport.source.SourceFile;
import dev.meanwhile.apps.errands.dataimport.source.Survey;
import dev.meanwhile.apps.errands.dataimport.target.Mapping;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// The import of a file: looked through once, then read in blocks.
@Component
final class FileImport {
  private final OpenedFiles files;
  private final Ledger ledger;

  FileImport(OpenedFiles files, Ledger ledger) {
    this.files = files;
    this.ledger = ledger;
  }

  Outcome run(ImportPlan plan, Work work) throws Exception {
    Position at = ledger.open(plan, work);
    SourceFile file = files.open(plan, work);
    FileKind kind = plan.sourceType() == SourceType.JSONL ? FileKind.JSONL : FileKind.CSV;
    Layout layout =
        work.step(
            "validating",
            Sentences.VALIDATING,
            Layout.class,
            () -> Survey.of(file, kind, plan.format(), plan::namesColumns));
    Mapping mapping = Mapping.of(plan.target(), layout.columns(), plan.columns());
    work.step(
        "processing",
        Sentences.processing(Math.min(at.done() + 1, layout.total()), layout.total()));
    work.progress(at.done(), layout.total());
    Position end = read(plan, file, layout, mapping, at, work);
    Outcome done = ledger.complete(layout.columns(), end, work);
    files.forget(work.taskId());
    return done;
  }

  private Position read(
      ImportPlan plan, SourceFile file, Layout layout, Mapping mapping, Position from, Work work)
      throws Exception {
    int most = Block.rowsFor(layout.total());
    Position at = from;
    try (Rows rows = Rows.of(file, layout)) {
      rows.skip(at.done());
      for (List<Row> next = some(rows, most); !next.isEmpty(); next = some(rows, most)) {
        Block block = Block.of(next, mapping);
        at = at.after(block);
        ledger.commit(plan, layout.columns(), layout.total(), block, at, work);
      }
    }
    return at;
  }

  private static List<Row> some(Rows rows, int most) throws IOException {
    var some = new ArrayList<Row>(most);
    while (some.size() < most) {
      Row row = rows.next();
      if (row == null) {
        break;
      }
      some.add(row);
    }
    return some;
  }
}
