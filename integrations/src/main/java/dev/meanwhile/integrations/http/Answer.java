package dev.meanwhile.integrations.http;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// What a partner answered.
///
/// @param text the body, at most two megabytes
public record Answer(int status, HttpHeaders headers, String text) {

  public boolean fine() {
    return status >= 200 && status < 300;
  }

  @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }
}
