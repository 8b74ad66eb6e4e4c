package dev.meanwhile.server.session;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.access.Callers;
import dev.meanwhile.server.keys.Keys;
import dev.meanwhile.server.people.DemoPeople;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows a caller by the key or the cookie it shows.
@Component
final class SignedIn implements Callers {
  /// A page adds it to what it asks right after its person did something. Nothing else keeps a
  /// session alive: not asking again, not the live stream.
  static final String ACTIVITY = "Meanwhile-Activity";

  private static final String BEARER = "Bearer ";

  private final Sessions sessions;
  private final Keys keys;
  private final Cookies cookies;
  private final boolean demo;

  SignedIn(Sessions sessions, Keys keys, Cookies cookies, Settings settings) {
    this.sessions = sessions;
    this.keys = keys;
    this.cookies = cookies;
    this.demo = settings.demo();
  }

  @Override
  public Caller of(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return byKey(authorization);
    }
    Session session = session(request);
    if (session == null) {
      if (demo) {
        return DemoPeople.SANDRA;
      }
      throw refused("not-signed-in", "You are not signed in.");
    }
    if (session.ended() != null) {
      throw refused("session-expired", Farewell.words(session.ended()));
    }
    if (request.getHeader(ACTIVITY) != null) {
      sessions.touch(session);
    }
    return session.caller();
  }

  /// The session whose cookie the request shows, ended or not.
  @Nullable Session session(HttpServletRequest request) {
    Secret token = cookies.session(request);
    return token == null ? null : sessions.find(token);
  }

  private Caller byKey(String authorization) {
    Caller caller =
        authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
            ? keys.caller(new Secret(authorization.substring(BEARER.length()).strip()))
            : null;
    if (caller == null) {
      throw refused(
          "bad-key", "The key is unknown, was revoked, or its owner's account is closed.");
    }
    return caller;
  }

  private static Refusal refused(String slug, String why) {
    return new Refusal(
            401,
            slug,
            "You have to sign in.",
            why,
            "Sign in; programs send a key: 'Authorization: Bearer …'.")
        .header("WWW-Authenticate", "Bearer realm=\"meanwhile\"");
  }
}
