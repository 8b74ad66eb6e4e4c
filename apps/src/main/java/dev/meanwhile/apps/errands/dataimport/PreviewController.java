package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.FileKind;
import dev.meanwhile.apps.errands.dataimport.source.FormatWish;
import dev.meanwhile.apps.errands.dataimport.source.Layout;
import dev.meanwhile.apps.errands.dataimport.source.Row;
import dev.meanwhile.apps.errands.dataimport.source.Rows;
import dev.meanwhile.apps.errands.dataimport.source.SourceFile;
import dev.meanwhile.apps.errands.dataimport.source.SourceRefused;
import dev.meanwhile.apps.errands.dataimport.source.Survey;
import dev.meanwhile.apps.errands.dataimport.target.HeaderGuess;
import dev.meanwhile.apps.errands.dataimport.target.ImportTarget;
import dev.meanwhile.apps.errands.dataimport.target.Suggestion;
import dev.meanwhile.apps.errands.dataimport.target.Targets;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.uploads.Upload;
import dev.meanwhile.server.uploads.Uploads;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A look into an uploaded file before it is imported, and how its columns might fit.
@RestController
class PreviewController {
  private static final int ROWS = 20;

  private final Uploads uploads;
  private final Targets targets;

  PreviewController(Uploads uploads, Targets targets) {
    this.uploads = uploads;
    this.targets = targets;
  }

  @GetMapping("/api/imports/preview")
  PreviewJson preview(
      @RequestParam("upload_id") UUID uploadId,
      @RequestParam(name = "source_type", required = false) @Nullable String sourceType,
      @RequestParam(required = false) @Nullable String encoding,
      @RequestParam(required = false) @Nullable String separator,
      @RequestParam(required = false) @Nullable String quote,
      @RequestParam(required = false) @Nullable Boolean header,
      @RequestParam(name = "target", required = false) @Nullable String targetName,
      Caller caller)
      throws IOException {
    Upload upload = uploads.find(uploadId);
    if (upload == null || !caller.sees(upload.createdBy())) {
      throw Refusals.notFound("The upload");
    }
    FormatWish wish = wish(encoding, separator, quote, header);
    List<ImportTarget> candidates = targetName == null ? targets.all() : List.of(named(targetName));
    SourceFile file = () -> uploads.open(upload);
    try {
      FileKind kind = sourceType == null ? Survey.kind(file, wish) : kind(sourceType);
      Layout layout =
          Survey.of(file, kind, wish, row -> HeaderGuess.namesColumns(row, List.of(), candidates));
      return PreviewJson.of(
          layout, first(file, layout), Suggestion.best(candidates, layout.columns()), upload);
    } catch (SourceRefused refused) {
      throw new Refusal(
          422, "file-not-usable", "The file cannot be imported.", refused.why(), refused.advice());
    } catch (FileNotFoundException gone) {
      throw Refusals.notFound("The uploaded file");
    }
  }

  private static FormatWish wish(
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable String quote,
      @Nullable Boolean header) {
    var errors = new ArrayList<FieldError>();
    FormatWish wish = new FormatReading("", errors).read(encoding, separator, quote, header);
    if (!errors.isEmpty()) {
      FieldError first = errors.getFirst();
      throw Refusals.badParameter(first.pointer().replace('/', '?'), first.message());
    }
    return wish;
  }

  private ImportTarget named(String name) {
    ImportTarget target = targets.find(name);
    if (target == null) {
      throw Refusals.badParameter(
          "?target", "There is no such target. Use one of: %s.".formatted(targets.names()));
    }
    return target;
  }

  private static FileKind kind(String sourceType) {
    return switch (sourceType) {
      case "csv" -> FileKind.CSV;
      case "jsonl" -> FileKind.JSONL;
      default ->
          throw Refusals.badParameter("?source_type", "The source_type must be csv or jsonl.");
    };
  }

  private static List<List<String>> first(SourceFile file, Layout layout) throws IOException {
    var first = new ArrayList<List<String>>();
    try (Rows rows = Rows.of(file, layout)) {
      for (Row row = rows.next(); row != null && first.size() < ROWS; row = rows.next()) {
        first.add(row.cells());
      }
    }
    return first;
  }

  /// @param header the names of the columns
  /// @param firstRowIsHeader whether the file itself names them
  record PreviewJson(
      String sourceType,
      String encoding,
      @Nullable String separator,
      @Nullable String quote,
      boolean firstRowIsHeader,
      List<String> header,
      List<List<String>> rows,
      long total,
      @Nullable String suggestedTarget,
      Map<String, String> suggestedColumns,
      String name,
      long size) {

    static PreviewJson of(
        Layout layout, List<List<String>> rows, @Nullable Suggestion suggestion, Upload upload) {
      boolean csv = layout.kind() == FileKind.CSV;
      return new PreviewJson(
          layout.kind().name().toLowerCase(Locale.ROOT),
          layout.encoding().charset(),
          csv ? String.valueOf(layout.separator()) : null,
          csv ? String.valueOf(layout.quote()) : null,
          layout.header(),
          layout.columns(),
          rows,
          layout.total(),
          suggestion == null ? null : suggestion.target().name(),
          suggestion == null ? Map.of() : suggestion.columns(),
          upload.name(),
          upload.size());
    }
  }
}
