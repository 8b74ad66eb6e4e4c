package dev.meanwhile.server.keys;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// One's own keys.
@RestController
class KeyController {
  private static final int LONGEST_NAME = 100;

  private final Keys keys;

  KeyController(Keys keys) {
    this.keys = keys;
  }

  @GetMapping("/api/keys")
  All all(Caller caller) {
    return new All(keys.of(caller));
  }

  @PostMapping("/api/keys")
  ResponseEntity<Made> make(@RequestBody Wish wish, Caller caller) {
    String name = wish.name() == null ? "" : wish.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw Refusals.badBody("bad-key-name", "A key needs a name of at most 100 characters.")
          .error("/name", "bad_value", "A key needs a name of at most 100 characters.");
    }
    String scope = wish.scope() == null ? "read" : wish.scope();
    if (!List.of("read", "write", "work").contains(scope)) {
      String message = "'scope' is 'read', 'write' or 'work'.";
      throw Refusals.badBody("bad-scope", message).error("/scope", "bad_value", message);
    }
    var made = keys.make(caller, name, scope);
    return ResponseEntity.status(201).body(new Made(made.key(), made.secret().text()));
  }

  @DeleteMapping("/api/keys/{id}")
  ResponseEntity<Void> revoke(@PathVariable UUID id, Caller caller) {
    keys.revoke(caller, id);
    return ResponseEntity.noContent().build();
  }

  record All(List<Key> items) {}

  record Wish(@Nullable String name, @Nullable String scope) {}

  /// @param secret the key itself, shown this once
  record Made(Key key, String secret) {
    @Override
    public String toString() {
      return "Made[" + key + "]";
    }
  }
}
