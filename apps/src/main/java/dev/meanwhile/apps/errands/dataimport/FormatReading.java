package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.FormatWish;
import dev.meanwhile.server.problem.FieldError;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a request says about the format of a file, and notes what makes no sense.
final class FormatReading {
  private final String parent;
  private final List<FieldError> errors;

  /// @param parent the pointer to the object that holds the format
  FormatReading(String parent, List<FieldError> errors) {
    this.parent = parent;
    this.errors = errors;
  }

  FormatWish read(
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable String quote,
      @Nullable Boolean header) {
    Character between = character("separator", separator);
    Character around = character("quote", quote);
    if (between != null && between.equals(around)) {
      refuse("quote", "Separator and quote must be different characters.");
    }
    return new FormatWish(charset(encoding), between, around, header);
  }

  private @Nullable Charset charset(@Nullable String name) {
    if (name == null) {
      return null;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      refuse(
          "encoding", "The encoding is not known; for example UTF-8, UTF-16 or windows-1252 are.");
      return null;
    }
  }

  private @Nullable Character character(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || !usable(text.charAt(0))) {
      refuse(name, "The %s must be one character, or tab.".formatted(name));
      return null;
    }
    return text.charAt(0);
  }

  private static boolean usable(char c) {
    return c == '\t'
        || !(Character.isISOControl(c) || Character.isLetterOrDigit(c) || Character.isSurrogate(c));
  }

  private void refuse(String name, String message) {
    errors.add(new FieldError(parent + "/" + name, "not_usable", message));
  }
}
