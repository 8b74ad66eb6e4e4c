package dev.meanwhile.server.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.secret.Secret;
import dev.meanwhile.server.token.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Tokens for programs and widgets.
@RestController
class TokenController {
  private final Tokens tokens;

  TokenController(Tokens tokens) {
    this.tokens = tokens;
  }

  @PostMapping("/api/tokens")
  Made enter(@RequestBody Words words, HttpServletRequest request) {
    if (words.username() == null || words.password() == null) {
      throw Refusals.badBody("missing-field", "'username' and 'password' are needed.");
    }
    return Made.of(tokens.enter(words.username(), words.password(), request));
  }

  /// The documents know it by its short name.
  @PostMapping({"/api/tokens/refresh", "/refresh"})
  ResponseEntity<Made> refresh(@RequestBody Old old) {
    if (old.refreshToken() == null) {
      throw Refusals.badBody("missing-field", "'refresh_token' is missing.")
          .error("/refresh_token", "required", "'refresh_token' is missing.");
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Made.of(tokens.refresh(new Secret(old.refreshToken()))));
  }

  @PostMapping("/api/session/token")
  Made forBrowser(Caller caller) {
    return Made.of(tokens.forBrowser(caller));
  }

  record Words(@Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return "Words[…]";
    }
  }

  record Old(@Nullable String refreshToken) {
    @Override
    public String toString() {
      return "Old[…]";
    }
  }

  /// @param expiresIn seconds
  /// @param refreshToken good for one use; shown this once
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Made(String accessToken, String tokenType, int expiresIn, @Nullable String refreshToken) {
    static Made of(Tokens.Pair pair) {
      return new Made(
          pair.accessToken(),
          "Bearer",
          AccessTokens.SECONDS,
          pair.refreshToken() == null ? null : pair.refreshToken().text());
    }

    @Override
    public String toString() {
      return "Made[…]";
    }
  }
}
