package dev.meanwhile.apps.desk.save;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.change.ExpectedVersion;
import dev.meanwhile.server.problem.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A form that somebody sent.
///
/// @param action what is to be done: `create_client`
/// @param about which of them; empty for a new one
/// @param key of the request; null when it has none
/// @param version the one that is to be changed; null when any will do
public record Order(
    String action,
    String about,
    JsonNode body,
    @Nullable String key,
    @Nullable Long version,
    Caller caller) {

  public static Order of(
      String action,
      Object about,
      @Nullable JsonNode body,
      HttpServletRequest request,
      Caller caller) {
    JsonNode filled = body == null ? JsonNodeFactory.instance.objectNode() : body;
    Long version = ExpectedVersion.of(request);
    JsonNode said = filled.get("version");
    if (version == null && said != null && said.isIntegralNumber() && said.canConvertToLong()) {
      version = said.longValue();
    }
    return new Order(action, about.toString(), filled, IdempotencyKey.of(request), version, caller);
  }

  /// Under which name its answer is kept. A form that came without a key, and can be told from what
  /// somebody may want twice, is known by what is in it.
  ///
  /// @return null when it is not kept
  @Nullable String name() {
    if (key != null) {
      return "key:" + key;
    }
    boolean unmistakable = about.isEmpty() || version != null;
    return unmistakable ? "form:" + fingerprint() : null;
  }

  boolean named() {
    return key != null;
  }

  /// What tells it from other forms, in hexadecimal.
  String fingerprint() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  "%s\n%s\n%s\n%s"
                      .formatted(action, about, version, body)
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
