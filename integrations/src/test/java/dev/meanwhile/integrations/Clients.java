package dev.meanwhile.integrations;

import dev.meanwhile.integrations.calendar.CalendarProtocol;
import dev.meanwhile.integrations.calendar.Event;
import dev.meanwhile.integrations.calendar.GoogleCalendar;
import dev.meanwhile.integrations.calendar.ServiceAccount;
import dev.meanwhile.integrations.maps.GoogleDistanceMatrix;
import dev.meanwhile.integrations.maps.GoogleRoutes;
import dev.meanwhile.integrations.maps.MatrixProtocol;
import dev.meanwhile.integrations.maps.Place;
import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.Contact;
import dev.meanwhile.integrations.quo.Quo;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Simulator;
import dev.meanwhile.integrations.slack.SlackProtocol;
import dev.meanwhile.integrations.slack.SlackWebhook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Every client there is, each with something it can do.
enum Clients {
  SLACK,
  GOOGLE_ROUTES,
  GOOGLE_DISTANCE_MATRIX,
  QUO_CONTACTS,
  QUO_MESSAGES,
  GOOGLE_CALENDAR;

  private static final String KEY = "canary-key-4711";

  /// Something a client can do.
  @FunctionalInterface
  interface Deed {
    void call() throws InterruptedException;
  }

  /// A client and the simulator it talks to.
  record Meeting(Simulator<?> simulator, Runnable leaving, Deed deed) implements AutoCloseable {

    /// Does what works when the partner is well.
    void succeed() throws InterruptedException {
      deed.call();
    }

    @Override
    public void close() {
      leaving.run();
      simulator.close();
    }
  }

  Meeting meet(Duration deadline) {
    return switch (this) {
      case SLACK -> slack(deadline);
      case GOOGLE_ROUTES -> routes(deadline);
      case GOOGLE_DISTANCE_MATRIX -> matrix(deadline);
      case QUO_CONTACTS -> contacts(deadline);
      case QUO_MESSAGES -> messages(deadline);
      case GOOGLE_CALENDAR -> calendar(deadline);
    };
  }

  /// What trouble means to this partner.
  Trouble means(boolean notFound, Trouble usual) {
    // The address of a webhook is its key.
    return this == SLACK && notFound ? Trouble.REFUSED : usual;
  }

  /// Whether the partner can say when to come again.
  boolean tellsWhen() {
    return this != GOOGLE_DISTANCE_MATRIX;
  }

  /// What must not be read anywhere.
  String[] secrets(URI simulator) {
    return new String[] {
      KEY, "ya29.", "BEGIN PRIVATE", SlackProtocol.webhook(simulator).getRawPath()
    };
  }

  private static Meeting slack(Duration deadline) {
    var simulator = Simulator.of(new SlackProtocol());
    var client = new SlackWebhook(SlackProtocol.webhook(simulator.address()), deadline);
    return new Meeting(simulator, client::close, () -> client.say("17 tasks archived."));
  }

  private static Meeting routes(Duration deadline) {
    var simulator = Simulator.of(new RoutesProtocol(KEY));
    var client = new GoogleRoutes(simulator.address(), KEY, deadline);
    return new Meeting(simulator, client::close, () -> client.between(place("a"), place("b")));
  }

  private static Meeting matrix(Duration deadline) {
    var simulator = Simulator.of(new MatrixProtocol(KEY));
    var client = new GoogleDistanceMatrix(simulator.address(), KEY, deadline);
    return new Meeting(simulator, client::close, () -> client.between(place("a"), place("b")));
  }

  private static Meeting contacts(Duration deadline) {
    var simulator = Simulator.of(new QuoProtocol(KEY));
    var client = new Quo(simulator.address(), KEY, deadline);
    Contact ada =
        new Contact("K1", "Ada", null, null, null, List.of("+12125550123"), List.of(), null);
    return new Meeting(simulator, client::close, () -> client.save(null, ada));
  }

  private static Meeting messages(Duration deadline) {
    var simulator = Simulator.of(new QuoProtocol(KEY));
    var client = new Quo(simulator.address(), KEY, deadline);
    return new Meeting(
        simulator,
        client::close,
        () -> client.send("+12125550100", "+12125550123", "See you at 9."));
  }

  private static Meeting calendar(Duration deadline) {
    var simulator = Simulator.of(new CalendarProtocol("sandra"));
    var account = ServiceAccount.read(simulator.protocol().accountKey(simulator.address()));
    var client =
        new GoogleCalendar(
            URI.create(simulator.address() + "/calendar/v3"),
            account,
            null,
            deadline,
            InstantSource.system());
    Instant nine = Instant.parse("2026-12-01T09:00:00Z");
    Event visit =
        new Event(new UUID(1, 2), "Visit", null, null, nine, nine.plusSeconds(60), ZoneOffset.UTC);
    return new Meeting(simulator, client::close, () -> client.put("sandra", visit));
  }

  private static List<Place> place(String address) {
    return List.of(new Place.Address(address));
  }
}
