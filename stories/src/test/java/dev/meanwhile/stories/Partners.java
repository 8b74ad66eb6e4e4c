package dev.meanwhile.stories;

import dev.meanwhile.integrations.calendar.CalendarProtocol;
import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Simulator;
import java.util.Map;

/// Google Maps, Google Calendar and Quo as the desk knows them, on this machine.
final class Partners implements AutoCloseable {
  private static final String KEY = "a-key-of-the-story";

  final Simulator<RoutesProtocol> maps = Simulator.of(new RoutesProtocol(KEY));
  final Simulator<CalendarProtocol> calendar = Simulator.of(new CalendarProtocol());
  final Simulator<QuoProtocol> quo = Simulator.of(new QuoProtocol(KEY));

  /// What an operator would set to connect them.
  Map<String, String> settings() {
    return Map.of(
        "meanwhile.google.maps.key",
        KEY,
        "meanwhile.google.maps.url",
        maps.address().toString(),
        "meanwhile.google.calendar.account",
        calendar.protocol().accountKey(calendar.address()).replaceAll("\\R", ""),
        "meanwhile.google.calendar.url",
        calendar.address() + "/calendar/v3",
        "meanwhile.quo.key",
        KEY,
        "meanwhile.quo.number",
        "+18135550100",
        "meanwhile.quo.url",
        quo.address().toString());
  }

  @Override
  public void close() {
    maps.close();
    calendar.close();
    quo.close();
  }
}
