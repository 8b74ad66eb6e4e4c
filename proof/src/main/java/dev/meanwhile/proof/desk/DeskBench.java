package dev.meanwhile.proof.desk;

import dev.meanwhile.engine.Json;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.maps.GoogleRoutes;
import dev.meanwhile.integrations.maps.Place;
import dev.meanwhile.integrations.quo.Contact;
import dev.meanwhile.integrations.quo.Quo;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `bench desk`: how soon a saved client is answered, against doing the same work before the
/// answer. Both save through the same node, by turns, with partners that take 0.2 to 1 s a call.
public final class DeskBench {
  private static final double ASKED = 50;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Tally tally;
  private final int clients;
  private final Premises premises = Premises.of("desk-bench");

  public DeskBench(Tally tally, Options options) {
    this.tally = tally;
    this.clients = options.number("clients", 30);
    options.end();
  }

  public void run() throws IOException, SQLException, InterruptedException {
    try (var office = Office.open(premises)) {
      for (int i = 0; i < 20; i++) {
        early(office, "Warm" + i);
      }
      office.awaitIdle();
      office.town().all(new Mood.Human(Duration.ofMillis(200), Duration.ofSeconds(1)));
      var early = new ArrayList<Long>();
      var inline = new ArrayList<Long>();
      for (int i = 0; i < clients; i++) {
        inline.add(inline(office, "Inline" + i));
        early.add(early(office, "Early" + i));
      }
      told(figures(early), figures(inline));
      long began = System.nanoTime();
      office.awaitIdle();
      tally.check(
          office.store().maimed() == 0,
          "what was left for later was done %.1f s after the last answer, nothing missing"
              .formatted((System.nanoTime() - began) / 1e9));
    }
    premises.remove();
  }

  private void told(Figures early, Figures inline) {
    double ratio = inline.percentile(0.5) / early.percentile(0.5);
    double tail = inline.percentile(0.95) / early.percentile(0.95);
    tally.say(
        "work before the answer: p50 %,.0f, p95 %,.0f ms (save, drive times from 8 drivers, ways to the clinics, contact in Quo)"
            .formatted(inline.percentile(0.5), inline.percentile(0.95)));
    tally.say(
        "answer before the work: p50 %.1f, p95 %.1f ms"
            .formatted(early.percentile(0.5), early.percentile(0.95)));
    tally.check(
        ratio >= ASKED,
        "%d clients by turns: answered %.0f times sooner (median; at least %.0f), %.0f times at p95"
            .formatted(clients, ratio, ASKED, tail));
  }

  private static long early(Office office, String name) throws IOException {
    try (var line = new Line(office.node().port())) {
      var answer = line.post("/add-client", Json.write(office.form(name, name.hashCode() & 0xff)));
      answer.json(201);
      return answer.nanos();
    }
  }

  /// The same save, and then the calls that its tasks make, with the same clients, before anybody
  /// is answered. Google is asked for all drivers in one call: that is kind to this side.
  private static long inline(Office office, String name) throws IOException, InterruptedException {
    Town town = office.town();
    long began = System.nanoTime();
    early(office, name);
    try (var routes = new GoogleRoutes(town.maps().address(), Town.KEY, DEADLINE);
        var quo = new Quo(town.quo().address(), Town.KEY, DEADLINE)) {
      Place home = new Place.Address("1 Salina St, Syracuse, NY 13202");
      List<Place> drivers = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        drivers.add(new Place.Address(i + " Oak St, 13203"));
      }
      var _ = routes.between(drivers, List.of(home));
      var _ = routes.between(List.of(home), List.of(new Place.Address("1 Water St, 13202")));
      var _ =
          quo.save(
              null,
              new Contact(
                  "inline-" + name,
                  "John",
                  name,
                  null,
                  null,
                  List.of("+13155550123"),
                  List.of(),
                  null));
      return System.nanoTime() - began;
    } catch (PartnerFailed failed) {
      throw new IOException(failed);
    }
  }

  private static Figures figures(List<Long> nanos) {
    return new Figures(nanos.stream().mapToLong(Long::longValue).toArray());
  }
}
