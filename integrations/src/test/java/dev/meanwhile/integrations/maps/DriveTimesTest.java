package dev.meanwhile.integrations.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Both interfaces of Google say the same of the same roads.
class DriveTimesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String KEY = "canary-key";

  @Test
  void both_interfaces_agree_on_every_drive() throws Exception {
    List<Place> origins = places("driver", 60);
    List<Place> destinations = places("client", 7);
    try (var one = Simulator.of(new RoutesProtocol(KEY));
        var other = Simulator.of(new MatrixProtocol(KEY));
        var routes = new GoogleRoutes(one.address(), KEY, DEADLINE);
        var matrix = new GoogleDistanceMatrix(other.address(), KEY, DEADLINE)) {
      List<Drive> drives = routes.between(origins, destinations);

      assertThat(drives).hasSize(420).isEqualTo(matrix.between(origins, destinations));
      assertThat(drives).allSatisfy(drive -> assertThat(drive.time()).isPositive());
      assertThat(drives.get(7)).extracting(Drive::from, Drive::to).containsExactly(1, 0);
      // 25 and 25 and 10 origins; ten at a time.
      assertThat(one.calls()).hasSize(3);
      assertThat(other.calls()).hasSize(6);
    }
  }

  @Test
  void a_place_that_is_not_known_spoils_only_its_own_drives() throws Exception {
    List<Place> origins = List.of(new Place.Address("5 nowhere"), new Place.Address("home"));
    List<Place> destinations =
        List.of(new Place.Address("clinic"), new Place.Address("the island"));
    try (var one = Simulator.of(new RoutesProtocol(KEY));
        var other = Simulator.of(new MatrixProtocol(KEY));
        var routes = new GoogleRoutes(one.address(), KEY, DEADLINE);
        var matrix = new GoogleDistanceMatrix(other.address(), KEY, DEADLINE)) {
      for (DriveTimes maps : List.of(routes, matrix)) {
        assertThat(maps.between(origins, destinations))
            .extracting(drive -> Objects.requireNonNullElse(drive.problem(), "fine"))
            .containsExactly(
                "one of the addresses was not found",
                "one of the addresses was not found",
                "fine",
                "there is no road between the two");
      }
    }
  }

  @Test
  void points_are_places_too_and_nobody_asks_about_nothing() throws Exception {
    try (var one = Simulator.of(new RoutesProtocol(KEY));
        var routes = new GoogleRoutes(one.address(), KEY, DEADLINE)) {
      List<Place> here = List.of(new Place.Point(40.7484, -73.9857));

      assertThat(routes.between(here, places("client", 1))).hasSize(1);
      assertThat(routes.between(here, List.of())).isEmpty();
      assertThat(one.calls()).hasSize(1);
      assertThat(
              one.calls()
                  .getFirst()
                  .json()
                  .at("/origins/0/waypoint/location/latLng/latitude")
                  .asDouble())
          .isEqualTo(40.7484);
    }
  }

  @Test
  void a_wrong_key_is_told_as_such_though_google_calls_it_a_bad_request() throws Exception {
    try (var one = Simulator.of(new RoutesProtocol(KEY));
        var routes = new GoogleRoutes(one.address(), "another", DEADLINE)) {
      assertThatThrownBy(() -> routes.between(places("a", 1), places("b", 1)))
          .isInstanceOfSatisfying(
              PartnerFailed.class,
              failed -> {
                assertThat(failed.trouble()).isEqualTo(Trouble.REFUSED);
                assertThat(failed.advice())
                    .isEqualTo("Ask an administrator to check the key for Google Maps.");
              });
    }
  }

  @Test
  void trouble_in_the_middle_of_many_blocks_is_trouble() throws Exception {
    try (var one = Simulator.of(new RoutesProtocol(KEY));
        var routes = new GoogleRoutes(one.address(), KEY, DEADLINE)) {
      one.next(new Mood.Fine(), new Mood.Broken(503));

      assertThatThrownBy(() -> routes.between(places("a", 60), places("b", 1)))
          .isInstanceOf(PartnerFailed.class)
          .hasMessageContaining("Google Maps answered 503");
    }
  }

  private static List<Place> places(String name, int number) {
    return IntStream.range(0, number)
        .<Place>mapToObj(i -> new Place.Address(i + " " + name + " Street"))
        .toList();
  }
}
