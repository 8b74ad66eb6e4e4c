package dev.meanwhile.apps.errands.dataimport.source;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// What somebody says about the format of a file; null means: find out.
public record FormatWish(
    @Nullable Charset encoding,
    @Nullable Character separator,
    @Nullable Character quote,
    @Nullable Boolean header) {

  public static FormatWish none() {
    return new FormatWish(null, null, null, null);
  }
}
