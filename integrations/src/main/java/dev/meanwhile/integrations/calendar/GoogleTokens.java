package dev.meanwhile.integrations.calendar;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.http.Answer;
import dev.meanwhile.integrations.http.Caller;
import dev.meanwhile.integrations.http.Complaint;
import dev.meanwhile.integrations.http.Partner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Gets the tokens of a service account and keeps each for as long as it is good.
///
/// https://developers.google.com/identity/protocols/oauth2/service-account
final class GoogleTokens implements AutoCloseable {
  private static final String WHAT = "Google Calendar could not be entered";
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration LONGEST = Duration.ofHours(1);

  /// A token must not end on its way.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ServiceAccount account;
  private final String scope;
  private final @Nullable String person;
  private final InstantSource clock;
  private final Caller caller;
  private final String path;
  private @Nullable String token;
  private long until;

  /// @param person in whose name the account acts; null for its own
  /// @param clock Google compares it with its own
  GoogleTokens(
      ServiceAccount account,
      String scope,
      @Nullable String person,
      Duration deadline,
      InstantSource clock) {
    this.account = account;
    this.scope = scope;
    this.person = person;
    this.clock = clock;
    String full = account.tokens().toString();
    path = account.tokens().getRawPath();
    URI base = URI.create(full.substring(0, full.length() - path.length()));
    caller =
        new Caller(
            new Partner("Google", base, deadline, List.of()),
            request -> request,
            GoogleTokens::complaint);
  }

  synchronized String get() throws InterruptedException {
    String known = token;
    if (known != null && System.nanoTime() < until) {
      return known;
    }
    JsonNode answer =
        caller.form(WHAT, path, Map.of("grant_type", GRANT, "assertion", assertion()));
    String fresh = answer.path("access_token").asString("");
    int seconds = answer.path("expires_in").asInt(0);
    if (fresh.isEmpty()) {
      throw caller.strange(WHAT, 200, "without a token", false);
    }
    Duration good = Duration.ofSeconds(seconds).minus(MARGIN);
    until = System.nanoTime() + Math.max(0, good.toNanos());
    token = fresh;
    return fresh;
  }

  /// The token was refused: the next one is fetched.
  synchronized void refused(String which) {
    if (which.equals(token)) {
      token = null;
    }
  }

  private String assertion() {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(account.email())
            .subject(person)
            .audience(account.tokens().toString())
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LONGEST)))
            .build();
    SignedJWT signed =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(account.keyId()).build(), claims);
    try {
      signed.sign(new RSASSASigner(account.key()));
    } catch (JOSEException unsuited) {
      throw new IllegalArgumentException("The key of the service account cannot sign.", unsuited);
    }
    return signed.serialize();
  }

  /// `{error: "invalid_grant", error_description: "…"}`: with status 400 it is about the account.
  private static Complaint complaint(Answer answer, JsonNode body) {
    String error = body.path("error").asString("");
    Complaint usual =
        Complaint.usual(
            answer.status(), (error + " " + body.path("error_description").asString("")).strip());
    return usual.trouble() == Trouble.WRONG ? new Complaint(Trouble.REFUSED, usual.words()) : usual;
  }

  @Override
  public void close() {
    caller.close();
  }
}
