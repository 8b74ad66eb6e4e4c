package dev.meanwhile.proof.people;

import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `prove login`: nobody learns which names exist, and nobody guesses a password; the owner gets in
/// all the while.
///
/// Each try of the first part has a name and an address of its own, so no bucket is ever empty: the
/// throttle does its work, and refuses nobody. The addresses are told by a header, as a proxy tells
/// them; the node trusts this machine as one.
public final class Guessing {
  private static final String OWNER = "olga";
  private static final double MOST_DIFFERENT_MS = 5;
  private static final double MOST_TELLING = 0.55;
  private static final int MOST_HASHED = 50;
  private static final int MOST_LINES = 1_500;
  private static final int WARMING = 40;
  private static final int PLANTED = 60;
  private static final Pattern HASH =
      Pattern.compile("\\$(argon2id)\\$v=19\\$m=([0-9]+),t=([0-9]+),p=([0-9]+)\\$.*");

  private final Tally tally;
  private final Options options;
  private final int names;
  private final int guesses;
  private final Premises premises = Premises.of("login");
  private int addresses;

  public Guessing(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    this.names = options.number("names", 1_000);
    this.guesses = options.number("guesses", 10_000);
    options.end();
  }

  public void run() throws InterruptedException {
    try (var house = House.open(premises, Map.of("MEANWHILE_TRUSTED_PROXIES", "127.0.0.1"))) {
      hash(house.store().hash());
      house.store().crowd(names + WARMING);
      house.hire(OWNER, "booking_agent");
      names(house);
      new Siege(tally, options, house, OWNER).withstand(guesses, MOST_HASHED);
      new Rush(tally, house, OWNER).withstand();
      long lines = house.store().logged();
      tally.check(
          lines > 0 && lines <= MOST_LINES,
          "%,d lines in the audit log about all that; at most %,d".formatted(lines, MOST_LINES));
      mistakes(house);
    }
    premises.remove();
  }

  /// What is kept of a password.
  private void hash(String hash) {
    Matcher parts = HASH.matcher(hash);
    boolean fits = parts.matches();
    tally.check(
        fits
            && Integer.parseInt(parts.group(2)) >= 19_456
            && Integer.parseInt(parts.group(3)) >= 2
            && Integer.parseInt(parts.group(4)) >= 1,
        fits
            ? "passwords are kept as %s with m=%s KiB, t=%s, p=%s; OWASP's floor is m=19456, t=2, p=1"
                .formatted(parts.group(1), parts.group(2), parts.group(3), parts.group(4))
            : "what is kept of a password is not Argon2id");
  }

  private void names(House house) {
    measure(house, "warm", WARMING, names);
    var times = measure(house, "stranger", names, 0);
    double difference = Math.abs(Times.median(times.known()) - Times.median(times.unknown()));
    double telling = Times.telling(times.known(), times.unknown());
    tally.say(
        "%,d known names: median %.2f ms, nine of ten within %.2f ms; %,d unknown: %.2f and %.2f ms"
            .formatted(
                names,
                Times.median(times.known()),
                Times.within(times.known(), 0.9),
                names,
                Times.median(times.unknown()),
                Times.within(times.unknown(), 0.9)));
    tally.check(
        times.refused() == 0, "%d of these tries were throttled".formatted(times.refused()));
    tally.check(
        times.answers().size() == 1,
        "known and unknown names got %d different answers".formatted(times.answers().size()));
    double chance = Times.chance(times.known(), times.unknown(), options.chance("shuffles"));
    tally.check(
        difference <= MOST_DIFFERENT_MS,
        "difference of the medians %.2f ms; at most %.0f (on this machine, now, chance alone makes up to %.2f%s)"
            .formatted(
                difference,
                MOST_DIFFERENT_MS,
                chance,
                chance > MOST_DIFFERENT_MS ? ": it is too busy to tell" : ""));
    tally.check(
        telling <= MOST_TELLING,
        "by time alone known and unknown are told apart in %.1f of 100 cases; at most %.0f, and 50 is tossing a coin"
            .formatted(telling * 100, MOST_TELLING * 100));
  }

  /// Tries known and unknown names in a mixed order, one after the other.
  ///
  /// @param first the number before that of the first known one
  private Times measure(House house, String stranger, int each, int first) {
    var tries = new ArrayList<String>();
    for (int i = 1; i <= each; i++) {
      tries.add("known" + (first + i));
      tries.add(stranger + i);
    }
    Collections.shuffle(tries, options.chance("order of " + stranger));
    var times = new Times();
    for (String name : tries) {
      Reply reply =
          house.visitor().signIn(name, "not the password", "X-Forwarded-For", ownAddress());
      times.add(name.startsWith("known"), reply);
    }
    return times;
  }

  private String ownAddress() {
    int number = addresses++;
    return "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
  }

  /// The same on a house with a mistake: the proof has to find it.
  private void mistakes(House house) {
    house.store().forgetGuesses();
    house.store().slowKnownNames(true);
    var times = measure(house, "planted", PLANTED, 0);
    house.store().slowKnownNames(false);
    double difference = Times.median(times.known()) - Times.median(times.unknown());
    tally.check(
        difference > MOST_DIFFERENT_MS
            && Times.telling(times.known(), times.unknown()) > MOST_TELLING,
        "planted mistake, known names take 20 ms longer: found, difference of the medians %.2f ms"
            .formatted(difference));
    house.store().fillBuckets(true);
    int hashed = 0;
    for (int i = 0; i < MOST_HASHED + 10; i++) {
      Reply guess = house.visitor().signIn(OWNER, "guess " + i, "X-Forwarded-For", ownAddress());
      hashed += guess.status() == 401 ? 1 : 0;
    }
    house.store().fillBuckets(false);
    tally.check(
        hashed > MOST_HASHED,
        "planted mistake, the buckets are bottomless: found, %d of %d guesses reached the hash"
            .formatted(hashed, MOST_HASHED + 10));
  }
}
