package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.Refusals;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Turns passwords into what is kept of them, and compares.
@Component
public class Passwords {
  // OWASP's floor is 19,456 KiB and two rounds.
  private static final int MEMORY_KIB = 32_768;
  private static final int ROUNDS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int PATIENCE_SECONDS = 5;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, ROUNDS);
  // Whoever sends many passwords gets half the processors at most, and little memory.
  private final Semaphore places =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  /// What an unknown person's password is compared with, so that it takes as long as a known one's.
  private final String nobodys = argon2.encode("nobody has this password");

  String hash(String password) {
    return placed(() -> argon2.encode(password));
  }

  /// Takes as long whether there is a hash or not.
  ///
  /// @param hash null for an unknown person
  public boolean match(String password, @Nullable String hash) {
    return placed(() -> argon2.matches(password, hash == null ? nobodys : hash)) && hash != null;
  }

  /// Whether the hash was made with weaker parameters than today's.
  boolean isOutdated(String hash) {
    return argon2.upgradeEncoding(hash);
  }

  private <T> T placed(java.util.function.Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Refusals.busy();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Refusals.stopping();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
