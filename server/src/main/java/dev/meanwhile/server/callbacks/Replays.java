package dev.meanwhile.server.callbacks;

import dev.meanwhile.server.signatures.Signed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Remembers signed messages for as long as their signature is good, so that whoever caught one can
/// do nothing with it. Tokens need no such memory: whoever caught one can say whatever they like.
@Component
class Replays {
  private static final int EVERY = 100;

  private final MessageStore store;
  private final AtomicInteger kept = new AtomicInteger();

  Replays(MessageStore store) {
    this.store = store;
  }

  /// Whether the very same has counted already.
  boolean seen(Message message) {
    return message.isSigned() && store.seen(hash(message));
  }

  void keep(Message message) {
    if (message.isSigned()) {
      store.keep(hash(message));
      if (kept.incrementAndGet() % EVERY == 0) {
        store.forget();
      }
    }
  }

  /// A sender that was not answered signs the same words anew: they are the same message. A sign of
  /// life has no words, so its time makes it another.
  private static byte[] hash(Message message) {
    Signed signed = message.signed();
    String time = message.word().equals("heartbeat") ? "." + signed.timestamp() : "";
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head = Objects.requireNonNull(signed.id()) + time + "\n";
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return digest.digest(signed.body());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
