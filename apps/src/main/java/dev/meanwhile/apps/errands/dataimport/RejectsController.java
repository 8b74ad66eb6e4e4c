package dev.meanwhile.apps.errands.dataimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.meanwhile.apps.errands.dataimport.target.FormulaShield;
import dev.meanwhile.engine.Task;
import dev.meanwhile.server.access.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The refused rows of an import as a CSV file (RFC 4180, UTF-8 with a byte order mark, because a
/// spreadsheet takes it for something else without one).
@RestController
class RejectsController {
  private static final int AT_ONCE = 500;

  private final VisibleImports imports;
  private final RejectStore rejects;

  RejectsController(VisibleImports imports, RejectStore rejects) {
    this.imports = imports;
    this.rejects = rejects;
  }

  @GetMapping("/api/imports/{id}/rejects.csv")
  void download(@PathVariable UUID id, Caller caller, HttpServletResponse response)
      throws IOException {
    Task task = imports.task(id, caller);
    ImportState state = imports.state(id, caller);
    List<String> columns = state == null ? List.of() : state.columns();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"skipped-rows-%s.csv\"".formatted(task.id()));
    response.setHeader("Cache-Control", "no-store");
    try (var text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      text.write('\ufeff');
      write(csv, Stream.concat(Stream.of("line", "reason"), columns.stream()).toList());
      long after = Long.MIN_VALUE;
      for (var some = rejects.after(id, after, AT_ONCE);
          !some.isEmpty();
          some = rejects.after(id, after, AT_ONCE)) {
        for (Reject reject : some) {
          write(csv, cells(reject, columns.size()));
        }
        after = some.getLast().line();
      }
    }
  }

  private static List<String> cells(Reject reject, int columns) {
    var cells = new ArrayList<String>();
    cells.add(Long.toString(reject.line()));
    cells.add(reject.reason());
    cells.addAll(reject.fields());
    while (cells.size() < columns + 2) {
      cells.add("");
    }
    return cells;
  }

  private static void write(CsvWriter csv, List<String> cells) {
    csv.writeRecord(cells.stream().map(FormulaShield::over).toList());
  }
}
