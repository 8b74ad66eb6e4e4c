package dev.meanwhile.postgres;

import org.jspecify.annotations.Nullable;

/// The reason why PostgreSQL could not do what was asked, as sentences a person can act on.
///
/// The message says what failed, why, and what to do. It is meant to be shown as it is, without a
/// stack trace, and holds no secret.
public final class PostgresFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PostgresFailed(String sentences) {
    super(sentences);
  }

  PostgresFailed(String sentences, @Nullable Throwable cause) {
    super(sentences, cause);
  }
}
