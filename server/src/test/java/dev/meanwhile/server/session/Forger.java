package dev.meanwhile.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.engine.Json;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Somebody who knows how our tokens look, and in the worst case holds our key.
final class Forger {
  private final String good;
  private final Map<String, Object> header;
  private final Map<String, Object> claims;
  private final byte[] ourPrivate;
  private final byte[] ourPublic;
  private final KeyPair own = pair("EC", 256);

  Forger(String good, byte[] ourPrivate, byte[] ourPublic) {
    this.good = good;
    this.ourPrivate = ourPrivate;
    this.ourPublic = ourPublic;
    String[] parts = good.split("\\.", -1);
    header = map(parts[0]);
    claims = map(parts[1]);
  }

  /// Nothing is wrong with this one: the forger is able to make a good token.
  String flawless() {
    return ours(header, claims);
  }

  Map<String, String> forgeries() {
    var all = new LinkedHashMap<String, String>();
    for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
      all.put("alg " + none, unsigned(with(header, "alg", none)) + ".");
    }
    String[] parts = good.split("\\.", -1);
    all.put(
        "alg none with the good signature", unsigned(with(header, "alg", "none")) + "." + parts[2]);
    all.put("alg missing", ours(without(header, "alg"), claims));
    all.put("alg empty", ours(with(header, "alg", ""), claims));
    byte[] pem =
        ("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(ourPublic)
                + "\n-----END PUBLIC KEY-----\n")
            .getBytes(UTF_8);
    all.put("HS256 with the public key", mac("HS256", "HmacSHA256", header, ourPublic));
    all.put("HS256 with the public key as PEM", mac("HS256", "HmacSHA256", header, pem));
    all.put("HS384 with the public key", mac("HS384", "HmacSHA384", header, ourPublic));
    all.put("HS512 with the public key", mac("HS512", "HmacSHA512", header, ourPublic));
    all.put("HS256 with a key of zeros", mac("HS256", "HmacSHA256", header, new byte[32]));
    for (String kid :
        new String[] {
          "/dev/null",
          "../../../../dev/null",
          "' or '1'='1",
          "x' union select 'AA",
          "file:///etc/hostname"
        }) {
      all.put("kid " + kid, mac("HS256", "HmacSHA256", with(header, "kid", kid), new byte[1]));
      all.put("own key, kid " + kid, own(with(header, "kid", kid), claims));
    }
    all.put("kid unknown", own(with(header, "kid", UUID.randomUUID().toString()), claims));
    all.put("kid missing", ours(without(header, "kid"), claims));
    all.put("kid a number", ours(with(header, "kid", 1), claims));
    all.put("own key under our kid", own(header, claims));
    all.put("jku", own(with(header, "jku", "http://127.0.0.1:1/keys.json"), claims));
    all.put("x5u", own(with(header, "x5u", "http://127.0.0.1:1/cert.pem"), claims));
    all.put("jwk", own(with(header, "jwk", jwk()), claims));
    all.put("jwk beside our signature", ours(with(header, "jwk", jwk()), claims));
    all.put("x5c", own(with(header, "x5c", new String[] {"MIIB"}), claims));
    all.put("RS256", rsa());
    all.put("ES384", ours(with(header, "alg", "ES384"), claims));
    all.put("crit", ours(with(header, "crit", new String[] {"exp"}), claims));
    all.put("b64 false", ours(with(header, "b64", false), claims));
    all.put("typ missing", ours(without(header, "typ"), claims));
    all.put("typ of another kind", ours(with(header, "typ", "JWT"), claims));
    claimsGoneWrong(all);
    all.put("signature missing", parts[0] + "." + parts[1] + ".");
    all.put("signature left out", parts[0] + "." + parts[1]);
    all.put("signature of zeros", parts[0] + "." + parts[1] + "." + base64(new byte[64]));
    all.put(
        "signature as DER",
        unsigned(header) + "." + base64(sign("SHA256withECDSA", ourKey(), unsigned(header))));
    all.put("signature of another token", unsigned(header) + "x." + parts[2]);
    all.put(
        "claims changed, signature kept",
        parts[0] + "." + encode(with(claims, "jti", "2")) + "." + parts[2]);
    all.put(
        "header changed, signature kept",
        encode(with(header, "cty", "x")) + "." + parts[1] + "." + parts[2]);
    all.put("encrypted", good + "." + parts[1] + "." + parts[2]);
    all.put("a part more", good + ".");
    all.put("only dots", "..");
    all.put("no token", "a.b.c");
    all.put("claims no object", parts[0] + "." + base64("[]".getBytes(UTF_8)) + "." + parts[2]);
    all.put("a very long one", ours(header, with(claims, "x", "y".repeat(3_000))));
    return all;
  }

  private void claimsGoneWrong(Map<String, String> all) {
    long now = ((Number) java.util.Objects.requireNonNull(claims.get("iat"))).longValue();
    all.put("expired", ours(header, with(claims, "exp", now - 1)));
    all.put("exp missing", ours(header, without(claims, "exp")));
    all.put("exp a word", ours(header, with(claims, "exp", "never")));
    all.put("nbf to come", ours(header, with(claims, "nbf", now + 3_600)));
    all.put("nbf missing", ours(header, without(claims, "nbf")));
    all.put(
        "aud of another environment",
        ours(header, with(claims, "aud", "meanwhile:" + UUID.randomUUID())));
    all.put("aud missing", ours(header, without(claims, "aud")));
    all.put(
        "aud ours and another",
        ours(header, with(claims, "aud", new Object[] {claims.get("aud"), "other"})));
    all.put("iss another", ours(header, with(claims, "iss", "https://elsewhere.example")));
    all.put("iss missing", ours(header, without(claims, "iss")));
    all.put("sid missing", ours(header, without(claims, "sid")));
    all.put("sid unknown", ours(header, with(claims, "sid", UUID.randomUUID().toString())));
    all.put("sid no id", ours(header, with(claims, "sid", "1' or '1'='1")));
    all.put("sub somebody else", ours(header, with(claims, "sub", UUID.randomUUID().toString())));
    all.put("sub missing", ours(header, without(claims, "sub")));
  }

  private String ours(Map<String, Object> header, Map<String, Object> claims) {
    return signed(ourKey(), header, claims);
  }

  private String own(Map<String, Object> header, Map<String, Object> claims) {
    return signed(own.getPrivate(), header, claims);
  }

  private static String signed(
      PrivateKey key, Map<String, Object> header, Map<String, Object> claims) {
    String text = encode(header) + "." + encode(claims);
    return text + "." + base64(sign("SHA256withECDSAinP1363Format", key, text));
  }

  private String unsigned(Map<String, Object> header) {
    return encode(header) + "." + encode(claims);
  }

  private String mac(String alg, String name, Map<String, Object> header, byte[] key) {
    String text = unsigned(with(header, "alg", alg));
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key, name));
      return text + "." + base64(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String rsa() {
    String text = unsigned(with(header, "alg", "RS256"));
    return text + "." + base64(sign("SHA256withRSA", pair("RSA", 2_048).getPrivate(), text));
  }

  private Map<String, Object> jwk() {
    var point = ((java.security.interfaces.ECPublicKey) own.getPublic()).getW();
    return Map.of(
        "kty",
        "EC",
        "crv",
        "P-256",
        "x",
        base64(point.getAffineX().toByteArray()),
        "y",
        base64(point.getAffineY().toByteArray()));
  }

  private PrivateKey ourKey() {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(ourPrivate));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sign(String algorithm, PrivateKey key, String text) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair pair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    var copy = new LinkedHashMap<>(map);
    copy.put(name, value);
    return copy;
  }

  private static Map<String, Object> without(Map<String, Object> map, String name) {
    var copy = new LinkedHashMap<>(map);
    copy.remove(name);
    return copy;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String part) {
    return Json.mapper().readValue(Base64.getUrlDecoder().decode(part), LinkedHashMap.class);
  }

  private static String encode(Map<String, Object> map) {
    return base64(Json.write(map).getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
