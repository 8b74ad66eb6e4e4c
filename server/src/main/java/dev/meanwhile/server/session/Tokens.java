package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.throttle.Bucket;
import dev.meanwhile.server.throttle.Throttle;
import dev.meanwhile.server.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What programs and widgets are signed in with: access tokens for minutes, and refresh tokens,
/// each good for one use. Getting a new one is no activity: the session ends when its person does
/// nothing.
@Component
class Tokens {
  private static final Bucket PER_SESSION = new Bucket(20, 15);

  private final AccessTokens access;
  private final RefreshStore store;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Throttle throttle;
  private final Audit audit;
  private final TransactionTemplate transaction;

  Tokens(
      AccessTokens access,
      RefreshStore store,
      Sessions sessions,
      SignIn signIn,
      Throttle throttle,
      Audit audit,
      TransactionTemplate transaction) {
    this.access = access;
    this.store = store;
    this.sessions = sessions;
    this.signIn = signIn;
    this.throttle = throttle;
    this.audit = audit;
    this.transaction = transaction;
  }

  /// @param refreshToken null where the browser's cookie does its work
  record Pair(String accessToken, @Nullable Secret refreshToken) {}

  /// Opens a session of its own.
  ///
  /// @throws Refusal with 401, the same for every reason, or 429
  Pair enter(String username, String password, HttpServletRequest request) {
    var opened = signIn.enterWithoutCookie(username, password, request);
    return next(opened.session(), opened.user());
  }

  /// An access token for the browser's session; there is no refresh token, the cookie gets another.
  Pair forBrowser(Caller caller) {
    Credential shown = caller.credential();
    if (shown.kind() != Credential.Kind.SESSION || shown.id() == null) {
      throw new Refusal(
          409,
          "no-session",
          "There is no token for you.",
          "A token belongs to a session, and you are not signed in with one.",
          "Sign in first.");
    }
    return new Pair(access.issue(shown.id(), caller.id()), null);
  }

  /// A new pair for a refresh token.
  ///
  /// @throws Refusal with 401 when it is not good; when it was used before, its session ends, too
  Pair refresh(Secret token) {
    byte[] hash = token.hash();
    UUID known = store.whose(hash);
    if (known == null) {
      throw SignedIn.refused("bad-refresh-token", "The refresh token is unknown or too old.");
    }
    Session session = holding(known);
    Optional<Pair> pair = used(hash, session);
    if (pair.isEmpty()) {
      end(session);
      throw SignedIn.refused("refresh-token-used", Farewell.words("token_reused"));
    }
    return pair.get();
  }

  /// Empty when somebody used it before.
  private Optional<Pair> used(byte[] hash, Session session) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          if (store.use(hash) == null) {
            return Optional.<Pair>empty();
          }
          throttle.take(Map.of("refresh:" + session.id(), PER_SESSION));
          return Optional.of(next(session.id(), session.caller().id()));
        }));
  }

  private Session holding(UUID id) {
    Session session = sessions.find(id);
    if (session == null || session.ended() != null) {
      throw SignedIn.expired(session);
    }
    return session;
  }

  /// Somebody has a copy; nobody knows who of the two is the thief.
  private void end(Session session) {
    transaction.executeWithoutResult(_ -> {
      if (sessions.end(session.id(), session.caller().id(), "token_reused")) {
        audit.record(session.caller(), Deed.of("reuse_refresh_token", "session", session.id()));
      }
    });
  }

  private Pair next(UUID session, UUID user) {
    Secret fresh = Secret.random("mwr_");
    store.insert(fresh.hash(), session);
    return new Pair(access.issue(session, user), fresh);
  }
}
