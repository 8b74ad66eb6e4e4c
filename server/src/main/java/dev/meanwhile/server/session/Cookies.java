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

  void setSession(HttpServletResponse response, Secret token) {
    write(response, "meanwhile_session", token.text(), null);
  }

  void setDevice(HttpServletResponse response, Secret token) {
    write(response, "meanwhile_device", token.text(), DEVICE_AGE);
  }

  void clearSession(HttpServletResponse response) {
    write(response, "meanwhile_session", "", Duration.ZERO);
  }

  private @Nullable Secret read(HttpServletRequest request, String name) {
    if (request.getCookies() != null) {
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(full(name)) && !cookie.getValue().isEmpty()) {
          return new Secret(cookie.getValue());
        }
      }
    }
    return null;
  }

  private void write(
      HttpServletResponse response, String name, String value, @Nullable Duration age) {
    var cookie =
        ResponseCookie.from(full(name), value)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .secure(https);
    if (age != null) {
      cookie.maxAge(age);
    }
    response.addHeader("Set-Cookie", cookie.build().toString());
  }

  /// With this beginning a browser takes it from nobody but this very host, and only by HTTPS.
  private String full(String name) {
    return https ? "__Host-" + name : name;
  }
}
