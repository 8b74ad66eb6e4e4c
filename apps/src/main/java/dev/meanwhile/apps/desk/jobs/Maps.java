package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.place.Spot;
import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.maps.DriveTimes;
import dev.meanwhile.integrations.maps.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom the desk asks how long drives take: Google Maps, or the estimator.
final class Maps {
  private static final String ESTIMATE = "estimate";

  private final DriveTimes times;

  Maps(DriveTimes times) {
    this.times = times;
  }

  String provider() {
    return times.provider();
  }

  boolean estimates() {
    return provider().equals(ESTIMATE);
  }

  /// Asks, unless an earlier attempt was answered already.
  ///
  /// @param step the name of the step, unique within the task
  Ways ask(Work work, String step, List<Place> from, List<Place> to) throws Exception {
    String asked = fingerprint(from, to);
    Ways known = work.recall(step, Ways.class);
    if (known != null && known.asked().equals(asked)) {
      return known;
    }
    work.step(step, sentence(from.size() * to.size()));
    Ways ways =
        estimates()
            ? answer(asked, from, to)
            : work.needing(DeskTypes.GOOGLE_MAPS, () -> answer(asked, from, to));
    if (!ways.none()) {
      // What is not known may be known tomorrow.
      work.checkpoint(step, ways, _ -> {});
    }
    return ways;
  }

  private Ways answer(String asked, List<Place> from, List<Place> to) throws InterruptedException {
    try {
      return new Ways(asked, times.between(from, to).stream().map(Way::of).toList());
    } catch (PartnerFailed failed) {
      throw Partners.failed(failed);
    }
  }

  /// "Asking Google Maps for 8 drive times…".
  String sentence(int drives) {
    return "%s %s…"
        .formatted(estimates() ? "Estimating" : "Asking Google Maps for", counted(drives));
  }

  /// "8 drive times".
  static String counted(long drives) {
    return drives == 1 ? "1 drive time" : "%,d drive times".formatted(drives);
  }

  /// Where it is, as exactly as anybody knows; null when nobody does.
  static @Nullable Place place(Spot spot) {
    if (spot.latitude() != null && spot.longitude() != null) {
      return new Place.Point(spot.latitude(), spot.longitude());
    }
    String line = spot.line();
    return spot.known() && line != null ? new Place.Address(line) : null;
  }

  /// For a spot that is known to be somewhere.
  static Place known(Spot spot) {
    return Objects.requireNonNull(place(spot), "The spot is not known.");
  }

  private String fingerprint(List<Place> from, List<Place> to) {
    String all = provider() + from + to;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
