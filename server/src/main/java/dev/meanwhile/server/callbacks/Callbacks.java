package dev.meanwhile.server.callbacks;

import dev.meanwhile.server.start.StartRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// The address and the token under which one attempt of one task is reported on. A token says which
/// attempt it is for and cannot be made without our key; nothing is stored for it, and it is good
/// for nothing once its attempt is over.
@Component
public class Callbacks {
  private static final String PREFIX = "mwc_";
  private static final byte[] PURPOSE = "meanwhile callback 1\n".getBytes(StandardCharsets.UTF_8);
  private static final int WHOSE = 20;
  private static final int MAC = 32;

  private final CallbackKeyStore store;
  private final Environment environment;
  private volatile List<byte[]> keys = List.of();

  /// One attempt of one task.
  public record Subject(UUID task, int attempt) {}

  Callbacks(CallbackKeyStore store, Environment environment) {
    this.store = store;
    this.environment = environment;
    String set = configured();
    if (set != null && !set.matches("https?://[^\\s/@#?]+(/[^\\s#?]*)?")) {
      throw new StartRefused(
          "MEANWHILE_CALLBACK_URL is '%s', which is no address of a server.".formatted(set),
          "Set it to the address under which workflows reach this server, like https://meanwhile.example.org.");
    }
  }

  private @Nullable String configured() {
    String set = environment.getProperty("meanwhile.callback-url");
    return set == null || set.isBlank() ? null : set.strip().replaceAll("/+$", "");
  }

  /// Where to report on this task.
  public String url(UUID task) {
    String set = configured();
    String base =
        set != null
            ? set
            : "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
    return base + "/api/callbacks/" + task;
  }

  public String token(UUID task, int attempt) {
    byte[] whose = whose(task, attempt);
    byte[] all = Arrays.copyOf(whose, WHOSE + MAC);
    System.arraycopy(mac(keys().getFirst(), whose), 0, all, WHOSE, MAC);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /// Which attempt a token is for; null when it is none of ours.
  public @Nullable Subject subject(String token) {
    byte[] all = decoded(token);
    if (all == null) {
      return null;
    }
    byte[] whose = Arrays.copyOf(all, WHOSE);
    byte[] shown = Arrays.copyOfRange(all, WHOSE, WHOSE + MAC);
    boolean ours = false;
    for (byte[] key : keys()) {
      ours |= MessageDigest.isEqual(mac(key, whose), shown);
    }
    if (!ours) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.wrap(whose);
    return new Subject(new UUID(buffer.getLong(), buffer.getLong()), buffer.getInt());
  }

  private static byte @Nullable [] decoded(String token) {
    if (!token.startsWith(PREFIX) || token.length() != PREFIX.length() + 70) {
      return null;
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
      // The last letter holds bits that mean nothing: only one way to write a token is good.
      String again = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
      return all.length == WHOSE + MAC && token.endsWith(again) ? all : null;
    } catch (IllegalArgumentException wrong) {
      return null;
    }
  }

  private static byte[] whose(UUID task, int attempt) {
    return ByteBuffer.allocate(WHOSE)
        .putLong(task.getMostSignificantBits())
        .putLong(task.getLeastSignificantBits())
        .putInt(attempt)
        .array();
  }

  private List<byte[]> keys() {
    List<byte[]> known = keys;
    if (known.isEmpty()) {
      known = store.all();
      keys = known;
    }
    return known;
  }

  private static byte[] mac(byte[] key, byte[] whose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(PURPOSE);
      return mac.doFinal(whose);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256.", impossible);
    }
  }
}
