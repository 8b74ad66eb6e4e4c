package dev.meanwhile.server.signatures;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The usual ways to sign wrongly, tried one after the other: whoever writes the code for it learns
/// which one it is.
final class Slip {
  private final List<String> secrets;
  private final List<String> shown;
  private final String id;
  private final String at;
  private final byte[] body;

  private Slip(List<String> secrets, Signed message) {
    this.secrets = secrets;
    this.shown =
        Arrays.stream(Objects.requireNonNullElse(message.signature(), "").split("\\s+", -1))
            .map(one -> one.substring(one.indexOf(',') + 1))
            .filter(one -> !one.isEmpty())
            .toList();
    this.id = Objects.requireNonNullElse(message.id(), "").strip();
    this.at = Objects.requireNonNullElse(message.timestamp(), "").strip();
    this.body = message.body();
  }

  /// A sentence on what was done; null when it is none of these.
  static @Nullable String find(List<String> secrets, Signed message) {
    return new Slip(secrets, message).find();
  }

  private @Nullable String find() {
    String text = new String(body, StandardCharsets.UTF_8);
    byte[] whole = Signing.content(id, at, body);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(
        "It is over the body without the blanks and line breaks around it: sign the very bytes that are sent.",
        Signing.content(id, at, text.strip().getBytes(StandardCharsets.UTF_8)));
    contents.put(
        "It is over the body with a line break at its end: sign the very bytes that are sent.",
        Signing.content(id, at, (text + "\n").getBytes(StandardCharsets.UTF_8)));
    contents.put(
        "It is over the body alone: sign 'ID.TIMESTAMP.BODY', with full stops between them.", body);
    contents.put(
        "The id is missing from what was signed: sign 'ID.TIMESTAMP.BODY'.",
        (at + "." + text).getBytes(StandardCharsets.UTF_8));
    contents.put(
        "The timestamp is missing from what was signed: sign 'ID.TIMESTAMP.BODY'.",
        (id + "." + text).getBytes(StandardCharsets.UTF_8));
    for (String secret : secrets) {
      byte[] key = Signing.key(secret);
      if (fits(key, whole, true)) {
        return "The signature itself is right, but it is not written as 'v1,' and base64.";
      }
      for (byte[] wrong : texts(secret)) {
        if (fits(wrong, whole, true)) {
          return "The secret was used as it is written: take 'whsec_' off and decode the rest from base64 first.";
        }
      }
      for (Map.Entry<String, byte[]> one : contents.entrySet()) {
        if (!Arrays.equals(one.getValue(), whole) && fits(key, one.getValue(), false)) {
          return one.getKey();
        }
      }
    }
    return null;
  }

  private static List<byte[]> texts(String secret) {
    return List.of(
        secret.getBytes(StandardCharsets.UTF_8),
        secret.replaceFirst("^whsec_", "").getBytes(StandardCharsets.UTF_8));
  }

  /// @param anyhow also in hexadecimal, and in the base64 of addresses
  private boolean fits(byte[] key, byte[] content, boolean anyhow) {
    byte[] right = Signing.hmac(key, content);
    return shown.stream()
        .anyMatch(one ->
            one.equals(Signing.base64(right))
                || (anyhow
                    && (one.toLowerCase(Locale.ROOT).equals(HexFormat.of().formatHex(right))
                        || one.replaceAll("=+$", "")
                            .equals(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(right)))));
  }
}
