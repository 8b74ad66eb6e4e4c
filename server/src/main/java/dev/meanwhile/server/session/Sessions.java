package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Presence;
import dev.meanwhile.server.database.ClockStore;
import dev.meanwhile.server.keys.Keys;
import dev.meanwhile.server.people.SignOut;
import dev.meanwhile.server.secret.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sessions there are, and their ends.
@Component
class Sessions implements SignOut, Presence {
  private final SessionStore store;
  private final Keys keys;
  private final ClockStore clock;

  Sessions(SessionStore store, Keys keys, ClockStore clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  @Nullable Session find(Secret token) {
    return store.find(token.hash());
  }

  @Nullable Session find(UUID id) {
    return store.find(id);
  }

  void touch(Session session) {
    store.touch(session.id());
  }

  List<Session> of(UUID user) {
    return store.of(user);
  }

  UUID open(Secret token, UUID user, String address, String agent) {
    return store.open(token.hash(), user, address, agent);
  }

  boolean end(UUID id, UUID user, String reason) {
    return store.end(id, user, reason);
  }

  @Override
  public void everywhere(UUID user, String reason, @Nullable UUID except) {
    store.endAll(user, reason, except);
  }

  @Override
  public int withKeys(UUID user) {
    return keys.revokeAll(user);
  }

  @Override
  public Map<Credential, String> ended(Collection<Credential> shown) {
    var ended = new HashMap<UUID, String>();
    List<UUID> sessions = ids(shown, Credential.Kind.SESSION, Credential.Kind.PASS_OF_SESSION);
    if (!sessions.isEmpty()) {
      store.ended(sessions).forEach((id, reason) -> ended.put(id, Farewell.words(reason)));
    }
    List<UUID> held = ids(shown, Credential.Kind.KEY, Credential.Kind.PASS_OF_KEY);
    if (!held.isEmpty()) {
      keys.ended(held).forEach(id -> ended.put(id, "The key is good no more."));
    }
    var found = new HashMap<Credential, String>();
    Instant now = shown.stream().anyMatch(Credential::isPass) ? clock.now() : Instant.MIN;
    for (Credential one : shown) {
      boolean late = one.until() != null && !now.isBefore(one.until());
      String words = one.id() == null ? null : ended.get(one.id());
      if (late) {
        words = "The token is good no more.";
      }
      if (words != null) {
        found.put(one, words);
      }
    }
    return found;
  }

  private static List<UUID> ids(Collection<Credential> shown, Credential.Kind... kinds) {
    return shown.stream()
        .filter(one -> List.of(kinds).contains(one.kind()))
        .map(Credential::id)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .toList();
  }
}
