package dev.meanwhile.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The one person there is until people can sign in: every request is hers.
@Component
final class DemoCaller implements Callers {
  private static final Caller SANDRA =
      new Caller(
          UUID.fromString("01900000-0000-7000-8000-000000000001"),
          "sandra",
          "Sandra Supervisor",
          "supervisor");

  @Override
  public Caller of(HttpServletRequest request) {
    return SANDRA;
  }
}
