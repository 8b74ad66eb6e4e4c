package dev.meanwhile.proof.people;

import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `prove session`: whatever somebody does that is no activity, they are signed out in time; and
/// after twelve hours in any case. The database's clock is moved, nobody waits.
public final class Leaving {
  private static final String IDLE =
      "Your session has expired due to inactivity. Please log in again.";
  private static final String TOTAL =
      "Your session has reached its end of twelve hours. Please log in again.";
  private static final Duration LONGEST = Duration.ofHours(12);
  // Before and after the end. The clock goes on while the visitors act, so before is a little more.
  private static final Duration BEFORE = Duration.ofSeconds(40);
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Map<String, Duration> LIMITS = limits();

  private final Tally tally;
  private final Options options;
  private final Premises premises = Premises.of("session");

  public Leaving(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    options.end();
  }

  private static Map<String, Duration> limits() {
    var limits = new LinkedHashMap<String, Duration>();
    limits.put("admin", Duration.ofMinutes(30));
    limits.put("supervisor", Duration.ofHours(1));
    limits.put("booking_agent", Duration.ofHours(2));
    limits.put("driver", Duration.ofHours(2));
    limits.put("client", Duration.ofHours(2));
    return limits;
  }

  public void run() {
    try (var house = House.open(premises, Map.of())) {
      LIMITS.keySet().forEach(role -> house.hire(name(role), role));
      // The node's own clock is never right from here on.
      long hours = options.chance("clock").nextLong(4, 40);
      boolean back = options.chance("direction").nextBoolean();
      Instant start = house.store().now().plus(Duration.ofHours(back ? -hours : hours));
      house.store().setClock(start);
      tally.say(
          "the database's clock is %d hours %s the node's, and is moved from there"
              .formatted(hours, back ? "behind" : "ahead of"));
      idle(house).forEach(this::judge);
      busy(house).forEach(this::judge);
      mistakes(house);
    }
    premises.remove();
  }

  private void judge(Seat seat) {
    tally.check(
        seat.faults().isEmpty(),
        seat.faults().isEmpty()
            ? "%s: in until the end, out %d s after it".formatted(seat.name(), AFTER.toSeconds())
            : "%s: %s".formatted(seat.name(), String.join("; ", seat.faults())));
  }

  /// Everybody does what is no activity, until the last of them is out.
  private List<Seat> idle(House house) {
    Instant first = clock(house);
    var seats = new ArrayList<Seat>();
    for (String role : LIMITS.keySet()) {
      seats.add(new Seat(role, "stream open", new Habit.Listening(entered(house, role))));
      seats.add(new Seat(role, "polling", new Habit.Polling(entered(house, role))));
      seats.add(new Seat(role, "refresh", new Habit.Refreshing(house.visitor(), name(role))));
      seats.add(new Seat(role, "tampered client", new Habit.Tampering(entered(house, role))));
      boolean late = options.chance("late " + role).nextBoolean();
      Visitor skewed = entered(house, role);
      seats.add(new Seat(role, "clock skew", new Habit.Skewed(skewed, name(role), late)));
    }
    Instant last = clock(house);
    Duration passed = Duration.ZERO;
    for (Duration limit : LIMITS.values().stream().distinct().toList()) {
      for (Duration step = passed.plusMinutes(9);
          step.compareTo(limit) < 0;
          step = step.plusMinutes(9)) {
        move(house, first.plus(step));
        within(seats, step.minus(BEFORE));
      }
      move(house, first.plus(limit).minus(BEFORE));
      within(seats, limit.minus(BEFORE));
      move(house, last.plus(limit).plus(AFTER));
      for (Seat seat : seats) {
        if (limit(seat).compareTo(limit) <= 0) {
          seat.after(limit + " +1 s:", IDLE);
        }
      }
      passed = limit;
    }
    return seats;
  }

  private void within(List<Seat> seats, Duration passed) {
    for (Seat seat : seats) {
      if (limit(seat).compareTo(passed) > 0) {
        seat.within(passed + ":");
      }
    }
  }

  /// Everybody is active all the time, which helps for twelve hours.
  private List<Seat> busy(House house) {
    Instant first = clock(house);
    var seats = new ArrayList<Seat>();
    var streams = new ArrayList<Seat>();
    for (String role : LIMITS.keySet()) {
      Visitor visitor = entered(house, role);
      seats.add(new Seat(role, "active for twelve hours", new Habit.Busy(visitor)));
      streams.add(
          new Seat(role, "active for twelve hours with a stream", new Habit.Listening(visitor)));
    }
    Instant last = clock(house);
    for (Duration step = Duration.ofMinutes(25);
        step.compareTo(LONGEST) < 0;
        step = step.plusMinutes(25)) {
      move(house, first.plus(step));
      for (int i = 0; i < seats.size(); i++) {
        seats.get(i).within(step + ":");
        streams.get(i).within(step + ":");
      }
    }
    move(house, first.plus(LONGEST).minus(BEFORE));
    for (Seat seat : seats) {
      seat.within("12 h -40 s:");
    }
    move(house, last.plus(LONGEST).plus(AFTER));
    seats.addAll(streams);
    for (Seat seat : seats) {
      seat.after("12 h +1 s:", TOTAL);
    }
    return seats;
  }

  /// The same once more on a house with a mistake: the proof has to find it, and nothing else.
  private void mistakes(House house) {
    house.store().countRefreshAsActivity(true);
    found(
        "a refresh counts as activity",
        idle(house),
        seat -> seat.habit().equals("refresh") || seat.habit().equals("clock skew"));
    house.store().countRefreshAsActivity(false);
    house.store().letSupervisorsRest(true);
    found(
        "supervisors may rest a minute longer",
        idle(house),
        seat -> seat.role().equals("supervisor"));
    house.store().letSupervisorsRest(false);
  }

  private void found(
      String mistake, List<Seat> seats, java.util.function.Predicate<Seat> concerned) {
    long meant = seats.stream().filter(concerned).count();
    long found = seats.stream().filter(concerned).filter(seat -> !seat.faults().isEmpty()).count();
    long others =
        seats.stream().filter(concerned.negate()).filter(seat -> !seat.faults().isEmpty()).count();
    tally.check(
        found == meant && others == 0,
        "planted mistake, %s: found at %d of the %d it concerns, and at %d others"
            .formatted(mistake, found, meant, others));
  }

  private static void move(House house, Instant time) {
    // Never back: what is done stays in the past.
    Instant now = clock(house);
    house.store().setClock(time.isBefore(now) ? now : time);
  }

  /// What the database's clock shows.
  private static Instant clock(House house) {
    return house.store().clock();
  }

  private static Duration limit(Seat seat) {
    return LIMITS.getOrDefault(seat.role(), Duration.ZERO);
  }

  private static String name(String role) {
    return "the-" + role.replace('_', '-');
  }

  private static Visitor entered(House house, String role) {
    Visitor visitor = house.visitor();
    Reply reply = visitor.signIn(name(role), House.PASSWORD);
    if (reply.status() != 204) {
      throw new ProofFailed("A %s was not let in: %s".formatted(role, reply.text()));
    }
    return visitor;
  }
}
