package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.calendar.CalendarProtocol;
import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The partners of the desk, as simulators.
final class Partners implements BeforeEachCallback, AfterAllCallback {
  static final String KEY = "canary-key-4711";

  final Simulator<RoutesProtocol> maps = Simulator.of(new RoutesProtocol(KEY));
  final Simulator<CalendarProtocol> calendar = Simulator.of(new CalendarProtocol());
  final Simulator<QuoProtocol> quo = Simulator.of(new QuoProtocol(KEY));

  /// What a node has to know of them.
  String[] settings() {
    return new String[] {
      "meanwhile.google.maps.key=" + KEY,
      "meanwhile.google.maps.url=" + maps.address(),
      "meanwhile.google.calendar.account=" + calendar.protocol().accountKey(calendar.address()),
      "meanwhile.google.calendar.url=" + calendar.address() + "/calendar/v3",
      "meanwhile.desk.deadline=5s",
      "meanwhile.quo.key=" + KEY,
      "meanwhile.quo.url=" + quo.address(),
      "meanwhile.quo.number=+13155550199"
    };
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    maps.mood(new Mood.Fine());
    calendar.mood(new Mood.Fine());
    quo.mood(new Mood.Fine());
  }

  @Override
  public void afterAll(ExtensionContext test) {
    maps.close();
    calendar.close();
    quo.close();
  }
}
