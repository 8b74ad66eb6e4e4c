package dev.meanwhile.server.callbacks;

import dev.meanwhile.server.json.StrictJson;
import dev.meanwhile.server.problem.Refusals;
import dev.meanwhile.server.signatures.Signed;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;

/// What came to a callback address, as it came: a signature is over its bytes.
///
/// @param word what it says: `status`, `complete`, `fail`, `heartbeat`, `release`
/// @param token what is shown as a bearer's; empty when nothing is
record Message(UUID task, String word, String token, Signed signed) {

  static Message of(UUID task, String word, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    byte[] body = request.getInputStream().readNBytes(StrictJson.LIMIT + 1);
    if (body.length > StrictJson.LIMIT) {
      throw Refusals.tooLarge(
          "The message was not read.", "Its body is larger than 1 MiB.", "Send less.");
    }
    if (body.length > 0) {
      mustBeJson(request.getContentType());
    }
    String authorization = request.getHeader("Authorization");
    return new Message(
        task,
        word,
        authorization == null ? "" : authorization.replaceFirst("(?i)^bearer +", "").strip(),
        new Signed(
            request.getHeader("webhook-id"),
            request.getHeader("webhook-timestamp"),
            request.getHeader("webhook-signature"),
            body));
  }

  /// One of several in a request; unsigned.
  static Message of(UUID task, @Nullable String word, @Nullable String token, String body) {
    return new Message(
        task,
        word == null ? "" : word,
        token == null ? "" : token,
        new Signed(null, null, null, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static void mustBeJson(@Nullable String type) throws HttpMediaTypeNotSupportedException {
    MediaType json = MediaType.APPLICATION_JSON;
    MediaType said;
    try {
      said = type == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(type);
    } catch (InvalidMediaTypeException unreadable) {
      throw new HttpMediaTypeNotSupportedException(String.valueOf(unreadable.getMessage()));
    }
    if (!json.isCompatibleWith(said)) {
      throw new HttpMediaTypeNotSupportedException(said, List.of(json));
    }
  }

  boolean isSigned() {
    return signed.signature() != null;
  }

  boolean isEmpty() {
    return signed.body().length == 0;
  }

  /// What it says, field by field.
  Said said() {
    return new Said(isEmpty() ? null : StrictJson.read(signed.body()));
  }
}
