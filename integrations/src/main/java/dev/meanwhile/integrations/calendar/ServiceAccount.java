package dev.meanwhile.integrations.calendar;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A program's own account with Google, as the console there hands it out: a JSON file with a key.
///
/// @param tokens where it gets its tokens
public record ServiceAccount(String email, String keyId, PrivateKey key, URI tokens) {

  /// @param json the file's content
  /// @throws IllegalArgumentException with a sentence when it is something else
  public static ServiceAccount read(String json) {
    try {
      JsonNode file = JsonMapper.shared().readTree(json);
      if (!file.path("type").asString("").equals("service_account")) {
        throw new IllegalArgumentException(
            "This is no key of a service account: its 'type' is not 'service_account'.");
      }
      return new ServiceAccount(
          field(file, "client_email"),
          field(file, "private_key_id"),
          key(field(file, "private_key")),
          URI.create(field(file, "token_uri")));
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("The key of the service account is no JSON.", notJson);
    }
  }

  private static String field(JsonNode file, String name) {
    String text = file.path(name).asString("");
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "The key of the service account has no '%s'.".formatted(name));
    }
    return text;
  }

  private static PrivateKey key(String pem) {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "The 'private_key' of the service account cannot be read.", unreadable);
    }
  }

  /// It never shows its key.
  @Override
  public String toString() {
    return email;
  }
}
