package dev.meanwhile.proof.resume;

import dev.meanwhile.proof.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Whether the event log of a task tells one story: nothing missing, nothing twice, in order.
final class StoryChecks {
  private static final Pattern ROW = Pattern.compile("[Rr]ow ([0-9,]+) of ");

  private final Tally tally;
  private final String name;
  private final List<Told> story;

  StoryChecks(Tally tally, String name, List<Told> story) {
    this.tally = tally;
    this.name = name;
    this.story = story;
  }

  void run() {
    versions();
    rows();
    attempts();
    transitions();
  }

  private void versions() {
    boolean gapless = !story.isEmpty();
    for (int i = 0; i < story.size(); i++) {
      gapless &= story.get(i).version() == i + 1;
    }
    tally.check(
        gapless,
        "%s: the log has versions 1 to %d without a gap, in order".formatted(name, story.size()));
  }

  private void rows() {
    long last = 0;
    int told = 0;
    var steps = new ArrayList<String>();
    for (var event : story) {
      var row = ROW.matcher(event.sentence());
      if (row.find()) {
        long number = Long.parseLong(row.group(1).replace(",", ""));
        if (number < last) {
          steps.add("%,d after %,d".formatted(number, last));
        }
        last = number;
        told++;
      }
    }
    tally.check(
        steps.isEmpty() && told > 1,
        "%s: %d sentences name a row, and the numbers only rise%s"
            .formatted(name, told, steps.isEmpty() ? "" : ", but for " + steps));
  }

  private void attempts() {
    var claims = story.stream().filter(event -> event.type().equals("claimed")).toList();
    boolean rising = !claims.isEmpty();
    for (int i = 0; i < claims.size(); i++) {
      rising &= claims.get(i).attempt() == i + 1;
    }
    tally.check(rising, "%s: %d attempts, none started twice".formatted(name, claims.size()));
    long explained = 1 + story.stream().filter(event -> Lawbook.givesBack(event.type())).count();
    tally.check(
        claims.size() == explained,
        "%s: every attempt is explained by a crash before it (%d of %d)"
            .formatted(name, explained, claims.size()));
  }

  private void transitions() {
    var breaches = Lawbook.breaches(story);
    tally.check(
        breaches.isEmpty() && story.getLast().type().equals("completed"),
        "%s: %d changes, all of them legal, the last one is its completion%s"
            .formatted(name, story.size(), breaches.isEmpty() ? "" : "; not legal: " + breaches));
  }
}
