package dev.meanwhile.proof.people;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Pause;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Many sign-ins at once, each with a name and an address of its own, so that no bucket stops them:
/// the node goes on serving those who are in.
final class Rush {
  private static final int CLIENTS = 48;
  private static final int SECONDS = 10;
  private static final double MOST_MS = 1_000;

  private final Tally tally;
  private final House house;
  private final String owner;

  Rush(Tally tally, House house, String owner) {
    this.tally = tally;
    this.house = house;
    this.owner = owner;
  }

  void withstand() throws InterruptedException {
    Visitor own = house.visitor().saying("X-Forwarded-For", "203.0.113.200");
    house.store().forgetGuesses();
    if (own.signIn(owner, House.PASSWORD).status() != 204) {
      throw new ProofFailed("The owner was not let in.");
    }
    var running = new AtomicBoolean(true);
    var number = new AtomicInteger();
    var answers = new TreeMap<Integer, Integer>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < CLIENTS; i++) {
      threads.add(Thread.ofVirtual().name("rush-" + i).start(() -> rush(running, number, answers)));
    }
    var times = new ArrayList<Double>();
    int refused = 0;
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end) {
      Reply reply = own.get("/api/me");
      times.add(reply.millis());
      refused += reply.status() == 200 ? 0 : 1;
      Pause.millis(20);
    }
    running.set(false);
    for (Thread thread : threads) {
      thread.join(60_000);
    }
    tally.say(
        "%d clients signing in at once for %d s: %s answered".formatted(CLIENTS, SECONDS, answers));
    tally.check(
        refused == 0 && Times.within(times, 0.99) <= MOST_MS && answers.containsKey(401),
        "meanwhile %d requests of somebody who is in: median %.1f ms, 99 of 100 within %.1f ms, at most %.0f; %d refused"
            .formatted(
                times.size(), Times.median(times), Times.within(times, 0.99), MOST_MS, refused));
  }

  private void rush(AtomicBoolean running, AtomicInteger number, Map<Integer, Integer> answers) {
    while (running.get()) {
      int own = number.incrementAndGet();
      Reply reply =
          house
              .visitor()
              .signIn(
                  "rusher" + own,
                  "whatever",
                  "X-Forwarded-For",
                  "10.200.%d.%d".formatted(own >> 8 & 255, own & 255));
      synchronized (answers) {
        answers.merge(reply.status(), 1, Integer::sum);
      }
    }
  }
}
