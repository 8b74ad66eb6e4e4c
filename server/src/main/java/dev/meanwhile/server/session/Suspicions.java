package dev.meanwhile.server.session;

import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.people.Directory;
import dev.meanwhile.server.people.User;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.throttle.Bucket;
import dev.meanwhile.server.throttle.Throttle;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Writes failed sign-ins into the audit log: the first of a row, not thousands. What was typed as
/// a name is not kept when nobody is called so; it may be a password.
@Component
class Suspicions {
  // Somebody who guesses all day leaves a few lines an hour, and all guessers together a few
  // thousand a day.
  private static final Bucket WRONG = new Bucket(5, 600);
  private static final Bucket THROTTLED = new Bucket(1, 600);
  private static final Bucket ALTOGETHER = new Bucket(500, 20);

  private final Directory people;
  private final Throttle throttle;
  private final Audit audit;

  Suspicions(Directory people, Throttle throttle, Audit audit) {
    this.people = people;
    this.throttle = throttle;
    this.audit = audit;
  }

  /// The name or the password was wrong.
  void wrong(String username) {
    record("sign_in_failed", username, WRONG);
  }

  /// There were so many tries that nobody looked at the password.
  void throttled(String username) {
    record("sign_in_throttled", username, THROTTLED);
  }

  /// Does the same work whether somebody is called so or not.
  private void record(String action, String username, Bucket each) {
    String name = HexFormat.of().formatHex(new Secret(username).hash());
    if (!throttle.allows("audit:" + action + ":" + name, each)
        || !throttle.allows("audit:sign_in", ALTOGETHER)) {
      return;
    }
    User user = people.named(username);
    audit.record(
        audit.nextId(),
        null,
        "Somebody",
        user == null
            ? Deed.of(action, "user", "unknown")
            : Deed.of(action, "user", user.id()).with(Map.of("username", user.username())));
  }
}
