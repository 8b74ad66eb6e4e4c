package dev.meanwhile.integrations.maps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatorTest {
  private final Estimator estimator = new Estimator();

  /// What maps on the web say for these ways without traffic, within a quarter.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 Main St, Syracuse, NY 13202 | 2 Genesee St, Utica, NY 13501   | 84_000  | 57",
        "1 Main St, Syracuse, NY 13202 | 9 State St, Albany, NY 12207    | 233_000 | 140",
        "1 Main St, Syracuse, NY 13202 | 5 Clinton Ave, Auburn, NY 13021 | 42_000  | 38",
        "Boston, MA 02108-1234         | Cambridge, MA 02138, USA        | 6_000   | 14"
      })
  void known_ways_are_met_within_a_quarter(String from, String to, String meters, int minutes) {
    Drive drive = one(new Place.Address(from), new Place.Address(to));

    assertThat(Objects.requireNonNull(drive.meters()) / Double.parseDouble(meters.replace("_", "")))
        .isBetween(0.8, 1.25);
    assertThat(Objects.requireNonNull(drive.time()).toMinutes() / (double) minutes)
        .isBetween(0.8, 1.25);
    assertThat(drive.estimated()).isTrue();
  }

  @Test
  void coordinates_are_as_good_as_a_postal_code_and_nobody_is_there_at_once() {
    Drive drive = one(new Place.Point(43.044, -76.15), new Place.Point(43.044, -76.15));

    assertThat(drive.meters()).isZero();
    assertThat(drive.time()).isEqualTo(Duration.ofMinutes(2));
    assertThat(one(new Place.Point(90, 0), new Place.Point(-90, 180)).meters())
        .isBetween(25_000_000, 25_100_000);
  }

  @Test
  void an_unknown_place_spoils_its_own_drives_only() {
    List<Place> homes =
        List.of(
            new Place.Address("12345 Elm St, Utica"),
            new Place.Address("1 Elm St, Utica, NY 13501"));

    List<Drive> drives = estimator.between(homes, List.of(new Place.Address("Utica 13501 US")));

    assertThat(drives).extracting(Drive::from).containsExactly(0, 1);
    assertThat(drives.getFirst().problem()).contains("no known postal code");
    assertThat(drives.getFirst().time()).isNull();
    assertThat(drives.getLast().time()).isNotNull();
    assertThat(one(new Place.Address("00000"), new Place.Address("13501")).time()).isNull();
    assertThat(estimator.between(homes, List.of())).isEmpty();
  }

  private Drive one(Place from, Place to) {
    return estimator.between(List.of(from), List.of(to)).getFirst();
  }
}
