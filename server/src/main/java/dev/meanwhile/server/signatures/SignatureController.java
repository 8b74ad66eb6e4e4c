package dev.meanwhile.server.signatures;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.Supervision;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.routes.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tells whoever writes the other side whether a signature fits. The secret stays here.
@RestController
class SignatureController {
  private final Routes routes;
  private final Signatures signatures;

  SignatureController(Routes routes, Signatures signatures) {
    this.routes = routes;
    this.signatures = signatures;
  }

  /// The three headers and the body of a message.
  record Shown(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signature,
      @Nullable String body) {}

  /// @param code null when it fits
  /// @param advice what to do about it; null when it fits
  record Judged(boolean fits, String sentence, @Nullable String code, @Nullable String advice) {}

  @PostMapping("/api/types/{type}/signature")
  Judged check(@PathVariable String type, @RequestBody Shown shown, Caller caller) {
    Supervision.needed(caller, "check signatures");
    if (routes.of(type) == null) {
      throw Refusals.notFound("The route");
    }
    String body = shown.body() == null ? "" : shown.body();
    Signed message =
        new Signed(
            stripped(shown.id()),
            stripped(shown.timestamp()),
            stripped(shown.signature()),
            body.getBytes(StandardCharsets.UTF_8));
    return switch (signatures.check(type, message)) {
      case Verdict.Fits fits ->
          new Judged(
              true,
              fits.secret() == 0
                  ? "It fits."
                  : "It fits, with the older of the two secrets. The sender should get the new one.",
              null,
              null);
      case Verdict.Misfit misfit -> {
        boolean timed =
            misfit.reason() == Verdict.Reason.TOO_OLD || misfit.reason() == Verdict.Reason.TOO_NEW;
        String slip = timed ? null : signatures.guess(type, message);
        yield new Judged(
            false,
            slip == null ? misfit.why() : misfit.why() + " " + slip,
            misfit.reason().name().toLowerCase(Locale.ROOT),
            misfit.advice());
      }
    };
  }

  /// Whoever pastes a header may take a blank with it.
  private static @Nullable String stripped(@Nullable String header) {
    return header == null ? null : header.strip();
  }
}
