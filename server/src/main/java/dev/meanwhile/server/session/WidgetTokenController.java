package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.token.Pass;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tokens for the widgets on pages of other sites.
@RestController
class WidgetTokenController {
  private static final int LONGEST = 300;

  private final Passes passes;

  WidgetTokenController(Passes passes) {
    this.passes = passes;
  }

  @PostMapping("/api/widget-tokens")
  ResponseEntity<Made> make(@RequestBody Wish wish, Caller caller) {
    long named =
        Stream.of(wish.userId(), wish.username(), wish.taskId(), wish.entity())
            .filter(Objects::nonNull)
            .count();
    if (named > 1) {
      throw Refusals.badBody(
          "too-many-fields",
          "A token is for one of 'user_id', 'username', 'task_id' and 'entity'.");
    }
    boolean thing = wish.taskId() != null || wish.entity() != null;
    String token =
        thing
            ? passes.forThing(caller, wish.taskId(), entity(wish.entity()))
            : passes.forPerson(caller, wish.userId(), wish.username());
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new Made(token, "Bearer", Pass.SECONDS, "tasks:read"));
  }

  private static @Nullable String entity(@Nullable String entity) {
    if (entity == null) {
      return null;
    }
    int colon = entity.indexOf(':');
    if (colon < 1 || colon == entity.length() - 1 || entity.length() > LONGEST) {
      throw Refusals.badBody("bad-entity", "An entity is written TYPE:ID.")
          .error("/entity", "bad_value", "An entity is written TYPE:ID.");
    }
    return entity;
  }

  record Wish(
      @Nullable UUID userId,
      @Nullable String username,
      @Nullable UUID taskId,
      @Nullable String entity) {}

  /// @param expiresIn seconds
  record Made(String accessToken, String tokenType, int expiresIn, String scope) {
    @Override
    public String toString() {
      return "Made[…]";
    }
  }
}
