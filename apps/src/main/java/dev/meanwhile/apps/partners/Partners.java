package dev.meanwhile.apps.partners;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import java.util.Locale;
import java.util.Map;

/// Turns the trouble of a partner into how an attempt ends.
public final class Partners {
  private Partners() {}

  /// For work that may be done twice: it is tried again when that can help.
  public static TaskFailed failed(PartnerFailed partner) {
    return failed(partner, partner.trouble().passes());
  }

  /// For work that must not be done twice: it is not tried again by itself when it may have been
  /// done.
  public static TaskFailed failedOnce(PartnerFailed partner) {
    return failed(partner, partner.trouble().passes() && !partner.maybeDone());
  }

  private static TaskFailed failed(PartnerFailed partner, boolean again) {
    Map<String, Object> detail =
        partner.status() == null
            ? Map.of("partner", partner.partner())
            : Map.of("partner", partner.partner(), "status", partner.status());
    TaskFailed failed =
        new TaskFailed(
            new Outcome.Failed(
                partner.what(),
                partner.why(),
                partner.advice(),
                code(partner.trouble()),
                again,
                partner.retryAfter(),
                detail));
    failed.initCause(partner);
    return failed;
  }

  private static String code(Trouble trouble) {
    return "partner_" + trouble.name().toLowerCase(Locale.ROOT);
  }
}
