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

/// Tokens that say for five minutes which session somebody is in. A token alone opens nothing:
/// whoever gets one looks up whether the session still holds.
@Component
public class AccessTokens {
  /// How long a token is good for, in seconds.
  public static final int SECONDS = 300;

  private static final String ISSUER = "meanwhile";
  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
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
    SigningKey key = keys.today();
    Instant now = clock.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(audience())
            .subject(user.toString())
            .claim("sid", session.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(SECONDS)))
            .build();
    var header = new JWSHeader.Builder(ALGORITHM).type(TYPE).keyID(key.id().toString()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key.privateKey()));
    } catch (JOSEException e) {
      throw new IllegalStateException("A token could not be signed.", e);
    }
    return token.serialize();
  }

  /// What the token says; null unless it was signed here and is good now.
  public @Nullable Claims read(String token) {
    if (token.length() > LONGEST) {
      return null;
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      // What the token says about its algorithm is compared, never followed.
      if (!ALGORITHM.equals(header.getAlgorithm())
          || !TYPE.equals(header.getType())
          || !HEADERS.equals(header.getIncludedParams())) {
        return null;
      }
      Instant now = clock.now();
      SigningKey key = keys.believed(header.getKeyID(), now);
      if (key == null || !jwt.verify(new ECDSAVerifier(key.publicKey()))) {
        return null;
      }
      return claims(jwt.getJWTClaimsSet(), now);
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException _) {
      return null;
    }
  }

  private @Nullable Claims claims(JWTClaimsSet set, Instant now) throws ParseException {
    Date from = set.getNotBeforeTime();
    Date to = set.getExpirationTime();
    boolean good =
        ISSUER.equals(set.getIssuer())
            && List.of(audience()).equals(set.getAudience())
            && from != null
            && !now.isBefore(from.toInstant())
            && to != null
            && now.isBefore(to.toInstant())
            && set.getSubject() != null
            && set.getStringClaim("sid") != null;
    return good
        ? new Claims(UUID.fromString(set.getStringClaim("sid")), UUID.fromString(set.getSubject()))
        : null;
  }

  private String audience() {
    return "meanwhile:" + keys.installation();
  }

  /// What a token says.
  public record Claims(UUID session, UUID user) {}
}
