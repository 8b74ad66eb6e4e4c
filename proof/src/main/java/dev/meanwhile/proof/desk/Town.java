package dev.meanwhile.proof.desk;

import dev.meanwhile.integrations.calendar.CalendarProtocol;
import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import java.util.Map;

/// The partners of the desk, each simulated with its own protocol.
final class Town implements AutoCloseable {
  static final String CALENDAR = "maria@calendar.example";
  static final String KEY = "proof-key";

  private final Simulator<RoutesProtocol> maps = Simulator.of(new RoutesProtocol(KEY));
  private final Simulator<CalendarProtocol> calendar = Simulator.of(new CalendarProtocol(CALENDAR));
  private final Simulator<QuoProtocol> quo = Simulator.of(new QuoProtocol(KEY));

  Simulator<RoutesProtocol> maps() {
    return maps;
  }

  Simulator<CalendarProtocol> calendar() {
    return calendar;
  }

  Simulator<QuoProtocol> quo() {
    return quo;
  }

  void all(Mood mood) {
    maps.mood(mood);
    calendar.mood(mood);
    quo.mood(mood);
  }

  /// What a node has to be told to ask these, and nobody else.
  Map<String, String> environment() {
    return Map.of(
        "MEANWHILE_GOOGLE_MAPS_KEY",
        KEY,
        "MEANWHILE_GOOGLE_MAPS_URL",
        maps.address().toString(),
        "MEANWHILE_GOOGLE_CALENDAR_ACCOUNT",
        calendar.protocol().accountKey(calendar.address()),
        "MEANWHILE_GOOGLE_CALENDAR_URL",
        calendar.address() + "/calendar/v3",
        "MEANWHILE_QUO_KEY",
        KEY,
        "MEANWHILE_QUO_URL",
        quo.address().toString(),
        "MEANWHILE_QUO_NUMBER",
        "+13155550100",
        "MEANWHILE_DESK_DEADLINE",
        "30s");
  }

  @Override
  public void close() {
    maps.close();
    calendar.close();
    quo.close();
  }
}
