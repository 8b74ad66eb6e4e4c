package dev.meanwhile.server.outages;

import dev.meanwhile.engine.Incident;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.server.problem.Refusals;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The newest incidents page by page: those that last first, then the youngest.
@Component
class IncidentRecords {
  /// Nobody pages further back than this.
  private static final int NEWEST = 1_000;

  private static final int MOST = 100;

  private final Outages outages;

  /// @param nextCursor null on the last page
  record Page(List<IncidentJson> items, @Nullable String nextCursor) {}

  IncidentRecords(Outages outages) {
    this.outages = outages;
  }

  IncidentJson find(long id) {
    Incident incident = outages.incident(id);
    if (incident == null) {
      throw Refusals.notFound("The incident");
    }
    return IncidentJson.of(incident);
  }

  /// @param cursor where the page begins; null for the first page
  Page page(@Nullable String cursor, int limit) {
    if (limit < 1 || limit > MOST) {
      throw Refusals.badParameter(
          "?limit", "'limit' goes from 1 to %d, not %d.".formatted(MOST, limit));
    }
    Place after = Place.read(cursor);
    List<Incident> rest =
        outages.incidents(NEWEST).stream()
            .filter(incident -> after == null || after.compareTo(Place.of(incident)) < 0)
            .sorted(Comparator.comparing(Place::of))
            .toList();
    List<Incident> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page(
        page.stream().map(incident -> find(incident.id())).toList(),
        rest.size() > limit ? Place.of(page.getLast()).text() : null);
  }

  /// Where an incident stands in the list.
  private record Place(boolean ended, long id) implements Comparable<Place> {
    private static final Pattern TEXT = Pattern.compile("([oe])(\\d{1,18})");

    static Place of(Incident incident) {
      return new Place(incident.endedAt() != null, incident.id());
    }

    static @Nullable Place read(@Nullable String cursor) {
      if (cursor == null || cursor.isEmpty()) {
        return null;
      }
      Matcher parts = TEXT.matcher(cursor);
      if (!parts.matches()) {
        throw Refusals.badParameter(
            "?cursor", "The cursor is not one of ours; take 'next_cursor' of the page before.");
      }
      return new Place(parts.group(1).equals("e"), Long.parseLong(parts.group(2)));
    }

    String text() {
      return (ended ? "e" : "o") + id;
    }

    @Override
    public int compareTo(Place other) {
      return ended == other.ended
          ? Long.compare(other.id, id)
          : Boolean.compare(ended, other.ended);
    }
  }
}
