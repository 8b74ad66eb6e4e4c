package dev.meanwhile.server.tasks;

import dev.meanwhile.server.problem.Refusals;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the next page of a list begins, in a form that nobody is tempted to build by hand.
final class PageCursor {
  private static final byte FORM = 1;
  private static final int LENGTH = 17;

  private PageCursor() {}

  /// Everything older than this task.
  static String after(UUID last) {
    byte[] bytes =
        ByteBuffer.allocate(LENGTH)
            .put(FORM)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static @Nullable UUID read(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == LENGTH && bytes.get() == FORM) {
        return new UUID(bytes.getLong(), bytes.getLong());
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw Refusals.badParameter(
        "?cursor", "The cursor is not one of ours; take 'next_cursor' of the page before.");
  }
}
