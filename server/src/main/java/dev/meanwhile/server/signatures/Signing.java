package dev.meanwhile.server.signatures;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes signatures: HMAC-SHA-256 over `ID.SECONDS.BODY`, with a secret written as `whsec_` and
/// base64.
public final class Signing {
  static final String VERSION = "v1";
  private static final String PREFIX = "whsec_";

  private Signing() {}

  /// The value of `webhook-signature`: one signature for each secret, so that the other side may
  /// know either while one is exchanged.
  ///
  /// @param at seconds since 1970
  public static String header(List<String> secrets, String id, long at, byte[] body) {
    return secrets.stream()
        .map(secret -> VERSION + "," + signature(secret, id, Long.toString(at), body))
        .collect(Collectors.joining(" "));
  }

  /// One signature, without its version.
  static String signature(String secret, String id, String at, byte[] body) {
    return base64(hmac(key(secret), content(id, at, body)));
  }

  static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }

  static byte[] content(String id, String at, byte[] body) {
    byte[] head = (id + "." + at + ".").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256.", impossible);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
