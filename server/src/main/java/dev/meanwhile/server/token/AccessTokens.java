package dev.meanwhile.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.meanwhile.server.database.ClockStore;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tokens that say for five minutes which session somebody is in, and passes for pages of other
/// sites. A token alone opens nothing: whoever gets one looks up whether the session still holds.
@Component
public class AccessTokens {
  /// How long a token is good for, in seconds.
  public static final int SECONDS = 300;

  private static final String ISSUER = "meanwhile";
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType PASS = new JOSEObjectType("pass+jwt");
  // A header that names a key, or where to fetch one, is somebody's attempt.
  private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
  private static final int LONGEST = 2_000;

  private final SigningKeys keys;
  private final ClockStore clock;

  AccessTokens(SigningKeys keys, ClockStore clock) {
    this.keys = keys;
    this.clock = clock;
  }

  public String issue(UUID session, UUID user) {
    return signed(TYPE, claims(user, clock.now(), SECONDS).claim("sid", session.toString()));
  }

  /// A pass, good for [Pass#SECONDS].
  public String issue(Pass pass) {
    var claims =
        claims(pass.user(), clock.now(), Pass.SECONDS)
            .claim(pass.byKey() ? "kid" : "sid", pass.by().toString());
    if (pass.task() != null) {
      claims.claim("task", pass.task().toString());
    }
    if (pass.entity() != null) {
      claims.claim("entity", pass.entity());
    }
    return signed(PASS, claims);
  }

  private JWTClaimsSet.Builder claims(UUID user, Instant now, int seconds) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(audience())
        .subject(user.toString())
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(seconds)));
  }

  private String signed(JOSEObjectType type, JWTClaimsSet.Builder claims) {
    SigningKey key = keys.today();
    var header = new JWSHeader.Builder(ALGORITHM).type(type).keyID(key.id().toString()).build();
    var token = new SignedJWT(header, claims.build());
    try {
      token.sign(new ECDSASigner(key.privateKey()));
    } catch (JOSEException e) {
      throw new IllegalStateException("A token could not be signed.", e);
    }
    return token.serialize();
  }

  /// What the token says; null unless it was signed here and is good now.
  public @Nullable Claims read(String token) {
    JWTClaimsSet set = verified(TYPE, token);
    UUID session = set == null ? null : uuid(set, "sid");
    return set == null || session == null
        ? null
        : new Claims(session, UUID.fromString(set.getSubject()));
  }

  /// What the pass says; null unless it was signed here and is good now.
  public @Nullable Pass readPass(String token) {
    JWTClaimsSet set = verified(PASS, token);
    if (set == null) {
      return null;
    }
    UUID key = uuid(set, "kid");
    UUID by = key == null ? uuid(set, "sid") : key;
    Object entity = set.getClaim("entity");
    return by == null
        ? null
        : new Pass(
            UUID.fromString(set.getSubject()),
            by,
            key != null,
            uuid(set, "task"),
            entity instanceof String text ? text : null,
            set.getExpirationTime().toInstant());
  }

  private @Nullable JWTClaimsSet verified(JOSEObjectType type, String token) {
    if (token.length() > LONGEST) {
      return null;
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      // What the token says about its algorithm is compared, never followed.
      if (!ALGORITHM.equals(header.getAlgorithm())
          || !type.equals(header.getType())
          || !HEADERS.equals(header.getIncludedParams())) {
        return null;
      }
      Instant now = clock.now();
      SigningKey key = keys.believed(header.getKeyID(), now);
      if (key == null || !jwt.verify(new ECDSAVerifier(key.publicKey()))) {
        return null;
      }
      JWTClaimsSet set = jwt.getJWTClaimsSet();
      return isGood(set, now) ? set : null;
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException _) {
      return null;
    }
  }

  private boolean isGood(JWTClaimsSet set, Instant now) {
    Date from = set.getNotBeforeTime();
    Date to = set.getExpirationTime();
    return ISSUER.equals(set.getIssuer())
        && List.of(audience()).equals(set.getAudience())
        && from != null
        && !now.isBefore(from.toInstant())
        && to != null
        && now.isBefore(to.toInstant())
        && uuid(set, "sub") != null;
  }

  private static @Nullable UUID uuid(JWTClaimsSet set, String name) {
    try {
      return set.getClaim(name) instanceof String text ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private String audience() {
    return "meanwhile:" + keys.installation();
  }

  /// What a token says.
  public record Claims(UUID session, UUID user) {}
}
