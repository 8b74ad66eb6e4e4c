package dev.meanwhile.server.session;

import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.settings.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// What a browser keeps for us: the session, and that somebody signed in here before. No script can
/// read either.
@Component
class Cookies {
  private static final Duration DEVICE_AGE = Duration.ofDays(365);

  private final boolean https;

  Cookies(Settings settings) {
    https = settings.https();
  }

  @Nullable Secret session(HttpServletRequest request) {
    return read(request, "meanwhile_session");
  }

  @Nullable Secret device(HttpServletRequest request) {
    return read(request, "meanwhile_device");
  }

  void setSession(HttpServletRequest request, HttpServletResponse response, Secret token) {
    write(request, response, "meanwhile_session", token.text(), null);
  }

  void setDevice(HttpServletRequest request, HttpServletResponse response, Secret token) {
    write(request, response, "meanwhile_device", token.text(), DEVICE_AGE);
  }

  void clearSession(HttpServletRequest request, HttpServletResponse response) {
    write(request, response, "meanwhile_session", "", Duration.ZERO);
  }

  private @Nullable Secret read(HttpServletRequest request, String name) {
    String full = full(name, isSecure(request));
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(full) && !cookie.getValue().isEmpty()) {
          return new Secret(cookie.getValue());
        }
      }
    }
    return null;
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      @Nullable Duration age) {
    boolean secure = isSecure(request);
    var cookie =
        ResponseCookie.from(full(name, secure), value)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .secure(secure);
    if (age != null) {
      cookie.maxAge(age);
    }
    response.addHeader("Set-Cookie", cookie.build().toString());
  }

  /// Also when only a trusted proxy says that the browser came by HTTPS.
  private boolean isSecure(HttpServletRequest request) {
    return https || request.isSecure();
  }

  /// With this beginning a browser takes it from nobody but this very host, and only by HTTPS.
  private static String full(String name, boolean secure) {
    return secure ? "__Host-" + name : name;
  }
}
