package dev.meanwhile.server.json;

import dev.meanwhile.engine.WaitingReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why a task does not run yet, as it goes over the wire.
///
/// @param code a stable word for programs: `type_limit`
public record WaitingJson(
    String code, String sentence, @Nullable Instant at, @Nullable Integer count) {

  public static WaitingJson of(WaitingReason reason) {
    return new WaitingJson(reason.kind().text(), reason.sentence(), reason.at(), reason.count());
  }
}
