package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Reach;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.token.AccessTokens;
import dev.meanwhile.server.token.Pass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Passes with which the widgets on a page of another site read. The site's own server asks for
/// them with its key, because only it knows who its visitor is.
@Component
class Passes {
  private final AccessTokens tokens;
  private final PassStore store;

  Passes(AccessTokens tokens, PassStore store) {
    this.tokens = tokens;
    this.store = store;
  }

  /// For one's own tasks, or those of somebody else whom one may look after.
  String forPerson(Caller caller, @Nullable UUID id, @Nullable String username) {
    UUID user = id == null && username == null ? caller.id() : store.person(id, username);
    boolean allowed = caller.id().equals(user) || caller.mayAny(Resource.TASKS, Action.READ);
    // Nobody learns who has an account here.
    if (user == null || !allowed) {
      throw Refusals.notFound("The user");
    }
    return tokens.issue(pass(caller, user, null, null));
  }

  /// For one task or entity, as far as the caller sees it.
  String forThing(Caller caller, @Nullable UUID task, @Nullable String entity) {
    return tokens.issue(pass(caller, caller.id(), task, entity));
  }

  /// Who shows this pass; null when it is none, or good no more.
  @Nullable Caller caller(String token) {
    Pass pass = tokens.readPass(token);
    if (pass == null) {
      return null;
    }
    Reach reach =
        pass.task() == null && pass.entity() == null ? null : new Reach(pass.task(), pass.entity());
    var shown = Credential.pass(pass.by(), pass.byKey(), reach, pass.until());
    return pass.byKey()
        ? store.byKey(pass.by(), pass.user(), shown)
        : store.bySession(pass.by(), pass.user(), shown);
  }

  private static Pass pass(Caller caller, UUID user, @Nullable UUID task, @Nullable String entity) {
    Credential shown = caller.credential();
    if (shown.id() == null) {
      throw new Refusal(
          409,
          "no-session",
          "There is no token for you.",
          "A token belongs to a key or a session, and you showed neither.",
          "Send a key: 'Authorization: Bearer …'.");
    }
    boolean byKey = shown.kind() == Credential.Kind.KEY;
    return new Pass(user, shown.id(), byKey, task, entity, Instant.MAX);
  }
}
