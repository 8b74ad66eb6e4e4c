package dev.meanwhile.apps.errands.dataimport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What people read while an import runs.
final class Sentences {
  static final String FAILED = "The import failed";
  static final String VALIDATING = "Validating data format…";
  static final String SAVING = "Saving…";

  private Sentences() {}

  static String opening(String name) {
    return "Opening %s…".formatted(name);
  }

  static String downloading(SourceType type) {
    return "Downloading %s…".formatted(type.words());
  }

  /// "Processing row 500 of 2,000…"
  static String processing(long row, @Nullable Long total) {
    return total == null
        ? words("Processing row %,d…", row)
        : words("Processing row %,d of %,d…", row, total);
  }

  /// "Import complete! 1,847 records imported, 153 skipped due to errors"
  static String complete(long imported, long skipped) {
    String done = "Import complete! %s imported".formatted(records(imported));
    return skipped == 0 ? done : done + words(", %,d skipped due to errors", skipped);
  }

  /// How an import stands, also when it was stopped in the middle.
  static String standing(ImportState state, boolean taskEnded) {
    if (state.complete()) {
      return complete(state.imported(), state.skipped());
    }
    if (!taskEnded) {
      return processing(state.done(), state.total());
    }
    return "%s %s imported, %s. What is imported stays."
        .formatted(
            state.total() == null
                ? words("Stopped after row %,d:", state.done())
                : words("Stopped after row %,d of %,d:", state.done(), state.total()),
            records(state.imported()),
            words("%,d skipped", state.skipped()));
  }

  private static String records(long count) {
    return words("%,d %s", count, count == 1 ? "record" : "records");
  }

  private static String words(String format, Object... arguments) {
    return String.format(Locale.ENGLISH, format, arguments);
  }
}
