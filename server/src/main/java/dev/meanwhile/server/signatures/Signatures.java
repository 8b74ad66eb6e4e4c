package dev.meanwhile.server.signatures;

import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows the secrets of the kinds of tasks, and says whether a message was signed with one.
@Component
public class Signatures {
  private final Routes routes;
  private final ClockStore clock;

  Signatures(Routes routes, ClockStore clock) {
    this.routes = routes;
    this.clock = clock;
  }

  /// @param taskType null, and any that is not routed, counts as one without a secret
  public Verdict check(@Nullable String taskType, Signed message) {
    return Verification.of(secrets(taskType), message, clock.now());
  }

  /// What somebody may have done who meant to sign, but did it wrong; null when nothing is found.
  @Nullable String guess(String taskType, Signed message) {
    return Slip.find(secrets(taskType), message);
  }

  private List<String> secrets(@Nullable String taskType) {
    Route route = taskType == null ? null : routes.of(taskType);
    return route == null ? List.of() : route.secrets();
  }
}
