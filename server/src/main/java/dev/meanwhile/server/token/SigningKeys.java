package dev.meanwhile.server.token;

import dev.meanwhile.server.wall.Wall;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The key that signs today, and those that are still believed.
@Component
class SigningKeys {
  private final SigningKeyStore store;
  private final TransactionTemplate transaction;
  private final Wall wall;
  private final Map<UUID, SigningKey> known = new ConcurrentHashMap<>();
  private volatile @Nullable UUID installation;

  SigningKeys(SigningKeyStore store, TransactionTemplate transaction, Wall wall) {
    this.store = store;
    this.transaction = transaction;
    this.wall = wall;
  }

  /// Which installation this is.
  UUID installation() {
    UUID id = installation;
    if (id == null) {
      id = wall.house(store::installation);
      installation = id;
    }
    return id;
  }

  SigningKey today() {
    return wall.house(() -> {
      SigningKey key = store.newest();
      return key == null ? made() : key;
    });
  }

  private SigningKey made() {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          store.lock();
          if (store.newest() == null) {
            var pair = SigningKey.pair();
            store.insert(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
            store.forget();
          }
          return Objects.requireNonNull(store.newest());
        }));
  }

  /// The key with this id, if it is believed; null otherwise.
  @Nullable SigningKey believed(@Nullable String id, Instant now) {
    UUID plain = uuid(id);
    if (plain == null) {
      return null;
    }
    SigningKey key = known.get(plain);
    if (key == null) {
      key = store.find(plain);
      if (key == null) {
        return null;
      }
      known.values().removeIf(old -> !old.isBelieved(now));
      known.put(plain, key);
    }
    return key.isBelieved(now) ? key : null;
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
