package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Callers;
import dev.meanwhile.server.keys.Keys;
import dev.meanwhile.server.people.DemoPeople;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows a caller by the key, the token or the cookie it shows.
@Component
final class SignedIn implements Callers {
  /// A page adds it to what it asks right after its person did something. Nothing else keeps a
  /// session alive: not asking again, not the live stream.
  static final String ACTIVITY = "Meanwhile-Activity";

  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final Keys keys;
  private final AccessTokens tokens;
  private final Passes passes;
  private final Cookies cookies;
  private final boolean demo;

  SignedIn(
      Sessions sessions,
      Keys keys,
      AccessTokens tokens,
      Passes passes,
      Cookies cookies,
      Settings settings) {
    this.sessions = sessions;
    this.keys = keys;
    this.tokens = tokens;
    this.passes = passes;
    this.cookies = cookies;
    this.demo = settings.demo();
  }

  @Override
  public Caller of(HttpServletRequest request) {
    String bearer = bearer(request);
    if (bearer != null && !isToken(bearer)) {
      return byKey(bearer);
    }
    Caller guest = bearer == null ? null : passes.caller(bearer);
    if (guest != null) {
      return guest;
    }
    Session session = session(request);
    if (session == null && bearer != null) {
      throw refused("bad-token", "The access token is not one of ours, or is too old.");
    }
    if (session == null) {
      if (demo) {
        return DemoPeople.SANDRA;
      }
      throw refused("not-signed-in", "You are not signed in.");
    }
    if (session.ended() != null) {
      throw expired(session);
    }
    if (request.getHeader(ACTIVITY) != null) {
      sessions.touch(session);
    }
    return session.caller();
  }

  /// The session whose token or cookie the request shows, ended or not.
  @Nullable Session session(HttpServletRequest request) {
    String bearer = bearer(request);
    if (bearer != null) {
      return isToken(bearer) ? byToken(bearer) : null;
    }
    Secret token = cookies.session(request);
    return token == null ? null : sessions.find(token);
  }

  private @Nullable Session byToken(String token) {
    var claims = tokens.read(token);
    if (claims == null) {
      return null;
    }
    Session session = sessions.find(claims.session());
    return session != null && session.caller().id().equals(claims.user()) ? session : null;
  }

  /// What follows `Bearer`, or is shown as `apikey`, as Supabase's clients do; empty for another
  /// way to sign in; null when nothing is shown.
  private static @Nullable String bearer(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization == null) {
      String key = request.getHeader("apikey");
      return key == null ? null : key.strip();
    }
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : "";
  }

  /// Keys and other words of ours hold no dot.
  private static boolean isToken(String bearer) {
    return bearer.indexOf('.') >= 0;
  }

  private Caller byKey(String key) {
    Caller caller = keys.caller(new Secret(key));
    if (caller == null) {
      throw refused(
          "bad-key", "The key is unknown, was revoked, or its owner's account is closed.");
    }
    return caller;
  }

  /// @param session null when it is gone altogether
  static Refusal expired(@Nullable Session session) {
    return refused(
        "session-expired", Farewell.words(session == null ? "" : String.valueOf(session.ended())));
  }

  static Refusal refused(String slug, String why) {
    return new Refusal(
            401,
            slug,
            "You have to sign in.",
            why,
            "Sign in; programs send a key: 'Authorization: Bearer …'.")
        .header("WWW-Authenticate", "Bearer realm=\"meanwhile\"");
  }
}
