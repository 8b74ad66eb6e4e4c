package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Presence;
import dev.meanwhile.server.keys.Keys;
import dev.meanwhile.server.people.SignOut;
import dev.meanwhile.server.secret.Secret;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The sessions there are, and their ends.
@Component
class Sessions implements SignOut, Presence {
  private final SessionStore store;
  private final Keys keys;

  Sessions(SessionStore store, Keys keys) {
    this.store = store;
    this.keys = keys;
  }

  @Nullable Session find(Secret token) {
    return store.find(token.hash());
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
  public Set<Credential> ended(Collection<Credential> shown) {
    var ended = new HashSet<UUID>();
    List<UUID> sessions = ids(shown, Credential.Kind.SESSION);
    if (!sessions.isEmpty()) {
      ended.addAll(store.ended(sessions));
    }
    List<UUID> held = ids(shown, Credential.Kind.KEY);
    if (!held.isEmpty()) {
      ended.addAll(keys.ended(held));
    }
    var found = new HashSet<Credential>();
    shown.stream().filter(one -> ended.contains(one.id())).forEach(found::add);
    return found;
  }

  private static List<UUID> ids(Collection<Credential> shown, Credential.Kind kind) {
    return shown.stream()
        .filter(one -> one.kind() == kind)
        .map(Credential::id)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .toList();
  }
}
