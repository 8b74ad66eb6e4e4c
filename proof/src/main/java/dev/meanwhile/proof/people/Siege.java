package dev.meanwhile.proof.people;

import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Thousands of guesses at one account: half of them from one address, half from 200.
final class Siege {
  private static final int HANDS = 4;
  private static final int FROM = 200;
  private static final int OWNER_EVERY = 500;

  private final Tally tally;
  private final Random chance;
  private final House house;
  private final String owner;
  private final ConcurrentHashMap<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

  Siege(Tally tally, Options options, House house, String owner) {
    this.tally = tally;
    this.chance = options.chance("siege");
    this.house = house;
    this.owner = owner;
  }

  void withstand(int guesses, int most) throws InterruptedException {
    Visitor own = house.visitor().saying("X-Forwarded-For", "203.0.113.1");
    if (own.signIn(owner, House.PASSWORD).status() != 204) {
      throw new ProofFailed("The owner was not let in before anything had happened.");
    }
    long began = System.nanoTime();
    int in = attack(guesses / 2, 1, own) + attack(guesses - guesses / 2, FROM, own);
    int visits = guesses / 2 / OWNER_EVERY + (guesses - guesses / 2) / OWNER_EVERY;
    double seconds = (System.nanoTime() - began) / 1e9;
    int hashed = count(401);
    tally.say(
        "%,d guesses in %.0f s, from 1 and from %d addresses: %s"
            .formatted(guesses, seconds, FROM, answers));
    tally.check(
        hashed > 0 && hashed <= most && hashed + count(429) == guesses,
        "%d guesses reached the hash, at most %d; all others were refused before it"
            .formatted(hashed, most));
    tally.check(
        in == visits && visits > 0,
        "the owner came in from the own device %d times of %d in between".formatted(in, visits));
    Reply elsewhere =
        house.visitor().signIn(owner, House.PASSWORD, "X-Forwarded-For", "203.0.113.77");
    tally.say("from a new device the owner gets %d meanwhile".formatted(elsewhere.status()));
  }

  /// @return how often the owner was let in meanwhile
  private int attack(int guesses, int from, Visitor own) throws InterruptedException {
    var left = new AtomicInteger(guesses);
    var done = new CountDownLatch(HANDS);
    var in = new AtomicInteger();
    String[] passwords = new String[64];
    for (int i = 0; i < passwords.length; i++) {
      passwords[i] = Long.toString(chance.nextLong(), 36);
    }
    for (int hand = 0; hand < HANDS; hand++) {
      Thread.ofVirtual()
          .name("guesser-" + hand)
          .start(() -> {
            try {
              for (int i = left.getAndDecrement(); i > 0; i = left.getAndDecrement()) {
                String address = "198.51.100." + i % from;
                Reply reply =
                    house
                        .visitor()
                        .signIn(
                            owner, passwords[i % passwords.length] + i, "X-Forwarded-For", address);
                answers.computeIfAbsent(reply.status(), _ -> new AtomicInteger()).incrementAndGet();
                if (i % OWNER_EVERY == 0) {
                  in.addAndGet(own.signIn(owner, House.PASSWORD).status() == 204 ? 1 : 0);
                }
              }
            } finally {
              done.countDown();
            }
          });
    }
    if (!done.await(10, TimeUnit.MINUTES)) {
      throw new ProofFailed("The guesses were not answered within ten minutes.");
    }
    return in.get();
  }

  private int count(int status) {
    AtomicInteger answered = answers.get(status);
    return answered == null ? 0 : answered.get();
  }
}
