package dev.meanwhile.server.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came back from a call.
///
/// @param head the first value of each header, names in lower case
/// @param body as far as it was read
/// @param whole whether that is all of it: not too large, not broken off, not late
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Answer(int status, Map<String, String> head, byte[] body, boolean whole) {

  @Nullable String header(String name) {
    return head.get(name.toLowerCase(Locale.ROOT));
  }

  /// A body in a form that we did not ask for is not unpacked: it may be a bomb.
  boolean packed() {
    String encoding = header("content-encoding");
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  String text() {
    return packed() ? "" : new String(body, StandardCharsets.UTF_8);
  }

  boolean welcomes() {
    return status >= 200 && status < 300;
  }
}
