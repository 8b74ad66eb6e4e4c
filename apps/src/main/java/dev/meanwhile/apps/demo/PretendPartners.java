package dev.meanwhile.apps.demo;

import dev.meanwhile.integrations.calendar.CalendarProtocol;
import dev.meanwhile.integrations.maps.MatrixProtocol;
import dev.meanwhile.integrations.maps.RoutesProtocol;
import dev.meanwhile.integrations.quo.QuoProtocol;
import dev.meanwhile.integrations.simulator.Simulator;
import dev.meanwhile.integrations.slack.SlackProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The partners of a demo for which nobody has set a key: servers on this machine that speak their
/// protocols. The real clients talk to them.
public final class PretendPartners implements AutoCloseable {

  /// Known to these servers alone, which listen on this machine only.
  private static final String KEY = "made-up-for-the-demo";

  private final List<PretendPartner> all = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();

  /// @param environment who has a key there is not made up
  public static PretendPartners open(Map<String, String> environment) {
    var partners = new PretendPartners();
    if (isMissing(environment, "MEANWHILE_GOOGLE_MAPS_KEY")) {
      partners.maps(environment.getOrDefault("MEANWHILE_DESK_DRIVE_TIMES", ""));
    }
    if (isMissing(environment, "MEANWHILE_GOOGLE_CALENDAR_ACCOUNT")) {
      partners.calendar();
    }
    if (isMissing(environment, "MEANWHILE_QUO_KEY")) {
      partners.quo();
    }
    if (isMissing(environment, "MEANWHILE_SLACK_WEBHOOK")) {
      partners.slack();
    }
    return partners;
  }

  private static boolean isMissing(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "").isBlank();
  }

  private void maps(String provider) {
    var maps =
        provider.strip().equalsIgnoreCase("distance_matrix")
            ? Simulator.of(new MatrixProtocol(KEY))
            : Simulator.of(new RoutesProtocol(KEY));
    settings.put("meanwhile.google.maps.key", KEY);
    settings.put("meanwhile.google.maps.url", maps.address().toString());
    all.add(new PretendPartner("google_maps", "Google Maps", maps));
  }

  private void calendar() {
    var calendar = Simulator.of(new CalendarProtocol().rememberingAll());
    settings.put(
        "meanwhile.google.calendar.account", calendar.protocol().accountKey(calendar.address()));
    settings.put("meanwhile.google.calendar.url", calendar.address() + "/calendar/v3");
    all.add(new PretendPartner("google_calendar", "Google Calendar", calendar));
  }

  private void quo() {
    var quo = Simulator.of(new QuoProtocol(KEY));
    settings.put("meanwhile.quo.key", KEY);
    settings.put("meanwhile.quo.url", quo.address().toString());
    settings.put("meanwhile.quo.number", "+13155550199");
    all.add(new PretendPartner("quo", "Quo", quo));
  }

  private void slack() {
    var slack = Simulator.of(new SlackProtocol());
    settings.put("meanwhile.slack.webhook", SlackProtocol.webhook(slack.address()).toString());
    all.add(new PretendPartner("slack", "Slack", slack));
  }

  /// What a node has to be told so that it talks to them.
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  List<PretendPartner> all() {
    return List.copyOf(all);
  }

  /// Null when there is none of this name.
  @Nullable PretendPartner find(String name) {
    return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /// Who is made up, in a sentence; empty when nobody is.
  public String sentence() {
    if (all.isEmpty()) {
      return "";
    }
    List<String> titles = all.stream().map(PretendPartner::title).toList();
    String others = String.join(", ", titles.subList(0, titles.size() - 1));
    return "Simulated %s%s (no keys found)"
        .formatted(others.isEmpty() ? "" : others + " and ", titles.getLast());
  }

  @Override
  public void close() {
    all.forEach(PretendPartner::close);
  }
}
