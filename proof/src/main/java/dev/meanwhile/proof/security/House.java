package dev.meanwhile.proof.security;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What is attacked: a server, its people, and some of their rows.
///
/// @param database null for a server that has none
/// @param rows ids of the rows of one agent, by what they are; the other agent must not see them
record House(
    Guest nobody,
    Map<String, String> cookies,
    Map<String, UUID> rows,
    @Nullable DataSource database,
    RandomGenerator chance) {
  static final String PASSWORD = "seven green bicycles";

  Guest as(String person) {
    String cookie = cookies.get(person);
    if (cookie == null) {
      throw new ProofFailed("Nobody is called " + person + ".");
    }
    return nobody.as(cookie);
  }

  UUID row(String kind) {
    return rows.getOrDefault(kind, new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L));
  }

  /// Signs somebody in and answers with the cookies.
  static String signIn(Guest nobody, String username, String password) {
    Reply reply = enter(nobody, username, password);
    if (reply.status() != 204) {
      throw new ProofFailed("%s cannot sign in: %s".formatted(username, reply.body()));
    }
    return cookies(reply);
  }

  /// Tries to sign in, as often as the server asks for patience.
  static Reply enter(Guest nobody, String username, String password) {
    Reply reply = null;
    for (int i = 0; i < 60; i++) {
      reply = nobody.post("/api/session", Map.of("username", username, "password", password));
      String pause = reply.header("Retry-After");
      if (reply.status() != 429 || pause == null) {
        return reply;
      }
      Pause.millis(1_000L * Math.clamp(Long.parseLong(pause), 1, 60));
    }
    throw new ProofFailed("%s is kept waiting: %s".formatted(username, reply));
  }

  static String cookies(Reply reply) {
    return String.join(
        "; ",
        reply.headers().stream()
            .filter(line -> line.regionMatches(true, 0, "Set-Cookie:", 0, 11))
            .map(line -> line.substring(11).strip().split(";", 2)[0])
            .toList());
  }
}
