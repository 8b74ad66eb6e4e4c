package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.desk.list.Limit;
import dev.meanwhile.apps.desk.list.Page;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the desk has before it, and what helps with the next appointment.
@RestController
class OverviewController {
  private static final int MOST_TODAY = 200;
  private static final int MOST_UNASSIGNED = 50;
  private static final int DAYS_AHEAD = 14;
  private static final int LONGEST_MINUTES = 1_440;
  private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

  private final Views views;
  private final ConflictStore conflicts;
  private final SuggestionStore suggestions;
  private final SummaryStore summary;
  private final ClientStore clients;
  private final ZoneSettings zones;

  OverviewController(
      Views views,
      ConflictStore conflicts,
      SuggestionStore suggestions,
      SummaryStore summary,
      ClientStore clients,
      ZoneSettings zones) {
    this.views = views;
    this.conflicts = conflicts;
    this.suggestions = suggestions;
    this.summary = summary;
    this.clients = clients;
    this.zones = zones;
  }

  @GetMapping("/api/desk/summary")
  SummaryJson summary() {
    ZoneId zone = zones.zone();
    SummaryStore.Figures figures = summary.figures();
    LocalDate today = figures.now().atZone(zone).toLocalDate();
    Instant morning = today.atStartOfDay(zone).toInstant();
    Instant midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
    Instant later = today.plusDays(DAYS_AHEAD).atStartOfDay(zone).toInstant();
    return new SummaryJson(
        today,
        zone.getId(),
        views.find(AppointmentQuery.of(morning, midnight, MOST_TODAY)),
        views.find(AppointmentQuery.of(morning, later, MOST_UNASSIGNED).ofNobody()),
        figures.withoutTimes(),
        figures.clients(),
        figures.drivers());
  }

  @GetMapping("/api/desk/suggestions")
  List<SuggestionStore.Suggestion> suggestions(
      @RequestParam String client,
      @RequestParam(required = false) @Nullable UUID clinic,
      @RequestParam(name = "starts_at") Instant startsAt,
      @RequestParam(name = "duration_minutes", defaultValue = "60") int minutes) {
    Client known = known(client);
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw Refusals.badParameter(
          "?duration_minutes", "The duration lies between 1 and 1,440 minutes.");
    }
    Integer way = clinic == null ? null : ClientWay.of(known, clinic).minutes();
    Duration transit = Duration.ofMinutes(way == null ? 0 : way);
    List<UUID> taken =
        conflicts.taken(
            startsAt.minus(transit), startsAt.plus(Duration.ofMinutes(minutes)).plus(transit));
    return suggestions.find(known.knumber(), clinic, taken).stream()
        .sorted(Comparator.comparing(one -> !one.free()))
        .toList();
  }

  @GetMapping("/api/desk/transit")
  ClientWay transit(@RequestParam String client, @RequestParam UUID clinic) {
    return ClientWay.of(known(client), clinic);
  }

  /// Of whoever asks, as a driver.
  @GetMapping("/api/desk/trips")
  Page<AppointmentJson> trips(@RequestParam Instant from, @RequestParam Instant to, Caller caller) {
    if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST_PERIOD) > 0) {
      throw Refusals.badParameter("?to", "'to' lies after 'from', at most a year.");
    }
    return Page.whole(views.find(AppointmentQuery.of(from, to, Limit.MOST).ofUser(caller.id())));
  }

  private Client known(String typed) {
    Client client = clients.find(typed.strip().toUpperCase(Locale.ROOT));
    if (client == null) {
      throw Refusals.notFound("The client");
    }
    return client;
  }

  /// @param today the appointments of the day on the desk's clocks
  /// @param unassigned those of the next two weeks that nobody drives, the first of them
  /// @param clientsWithoutTravelTimes whose travel times are still being calculated
  record SummaryJson(
      LocalDate date,
      String zone,
      List<AppointmentJson> today,
      List<AppointmentJson> unassigned,
      long clientsWithoutTravelTimes,
      long clients,
      long drivers) {}
}
