package dev.meanwhile.proof.sim;

import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import java.util.Locale;

/// `prove sim`: the rules of the engine under a virtual clock and random schedules, and planted
/// defects that must be found. `--seed N` alone replays one life; with `--seeds M` it is the first
/// of M.
public final class Sim {
  private static final int LONGEST_HISTORY = 120;
  private static final int SEARCH = 400;

  private final Tally tally;
  private final long seed;
  private final int seeds;
  private final Defect defect;

  public Sim(Tally tally, Options options) {
    this.tally = tally;
    this.seed = options.seed();
    this.seeds = options.number("seeds", options.seeded() ? 1 : 2000);
    this.defect = Defect.of(options.word("defect", "none"));
    options.end();
  }

  public void run() {
    long began = System.nanoTime();
    if (!held()) {
      return;
    }
    if (defect == Defect.NONE && seeds > 1) {
      replay();
      controls();
    }
    tally.say("%.1f s".formatted((System.nanoTime() - began) / 1e9));
  }

  private boolean held() {
    long changes = 0;
    for (int i = 0; i < seeds; i++) {
      World world = new World(seed + i, defect);
      try {
        world.live();
      } catch (Violation violation) {
        report(seed + i, violation);
        return false;
      }
      changes += world.ledger().changes();
    }
    tally.check(
        defect == Defect.NONE,
        "%,d seeds from %d: %,d committed changes, every promise held after each (%s)"
            .formatted(seeds, seed, changes, defect.sentence()));
    return true;
  }

  private void report(long at, Violation violation) {
    var lines = violation.history();
    lines.stream().skip(Math.max(0, lines.size() - LONGEST_HISTORY)).forEach(tally::say);
    tally.check(
        false,
        "seed %d: %s. Replay it: ./meanwhile prove sim --seed %d%s"
            .formatted(
                at,
                violation.getMessage(),
                at,
                defect == Defect.NONE
                    ? ""
                    : " --defect " + defect.name().toLowerCase(Locale.ROOT)));
  }

  private void replay() {
    World one = new World(seed, Defect.NONE);
    World other = new World(seed, Defect.NONE);
    one.live();
    other.live();
    tally.check(
        one.ledger().lines().equals(other.ledger().lines()),
        "seed %d lived twice has the same history, line by line".formatted(seed));
  }

  private void controls() {
    for (Defect planted : Defect.values()) {
      if (planted != Defect.NONE) {
        control(planted);
      }
    }
  }

  private void control(Defect planted) {
    for (int i = 0; i < SEARCH; i++) {
      try {
        new World(seed + i, planted).live();
      } catch (Violation found) {
        tally.check(
            true,
            "planted: %s. Found in seed %d: %s"
                .formatted(planted.sentence(), seed + i, found.getMessage()));
        return;
      }
    }
    tally.check(false, "planted: %s. Not found in %d seeds".formatted(planted.sentence(), SEARCH));
  }
}
