package dev.meanwhile.server.keys;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The keys of programs: made, shown once, used and revoked.
@Component
public class Keys {
  private final KeyStore store;
  private final Audit audit;
  private final TransactionTemplate transaction;

  Keys(KeyStore store, Audit audit, TransactionTemplate transaction) {
    this.store = store;
    this.audit = audit;
    this.transaction = transaction;
  }

  /// For whom a program acts; null when the key is not good.
  public @Nullable Caller caller(Secret key) {
    return store.use(key.hash());
  }

  /// Those of the keys that are good no more.
  public List<UUID> ended(List<UUID> ids) {
    return store.ended(ids);
  }

  List<Key> of(Caller caller) {
    return store.of(caller.id());
  }

  /// @param secret the key itself, which nobody will see again
  record Made(Key key, Secret secret) {}

  Made make(Caller caller, String name, String scope) {
    Secret secret = Secret.random("mwk_");
    String lastFour = secret.text().substring(secret.text().length() - 4);
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Key key = store.insert(caller.id(), name, scope, secret.hash(), lastFour);
          audit.record(
              caller,
              Deed.of("create_key", "key", key.id()).with(Map.of("name", name, "scope", scope)));
          return new Made(key, secret);
        }));
  }

  /// Takes all keys of this person away; whoever calls it writes it into the audit log.
  ///
  /// @return how many there were
  public int revokeAll(UUID user) {
    return store.revokeAll(user);
  }

  void revoke(Caller caller, UUID id) {
    transaction.executeWithoutResult(_ -> {
      String name = store.revoke(id, caller.id());
      if (name == null) {
        throw Refusals.notFound("The key");
      }
      audit.record(caller, Deed.of("revoke_key", "key", id).with(Map.of("name", name)));
    });
  }
}
