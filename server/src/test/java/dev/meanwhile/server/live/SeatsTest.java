package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.settings.Settings;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);

  private final Seats seats = new Seats(new Settings.Live(2, 3, 10, Duration.ofSeconds(15)));

  @Test
  void a_user_has_so_many_seats_and_an_address_so_many_more() {
    seats.take(ANNA, "192.0.2.1");
    seats.take(ANNA, "192.0.2.1");
    seats.take(BEN, "192.0.2.1");

    assertThatThrownBy(() -> seats.take(ANNA, "192.0.2.2"))
        .isInstanceOfSatisfying(
            Refusal.class, refused -> assertThat(refused.detail()).startsWith("You have 2 "));
    assertThatThrownBy(() -> seats.take(BEN, "192.0.2.1"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refused -> assertThat(refused.detail()).startsWith("Your network address has 3 "));
  }

  @Test
  void a_refused_request_takes_no_seat() {
    seats.take(ANNA, "192.0.2.1");
    seats.take(ANNA, "192.0.2.1");
    seats.take(BEN, "192.0.2.1");
    assertThatThrownBy(() -> seats.take(BEN, "192.0.2.1")).isInstanceOf(Refusal.class);

    seats.take(BEN, "192.0.2.2");

    assertThat(seats.taken()).isEqualTo(4);
  }

  @Test
  void a_seat_is_given_back_once() {
    Runnable first = seats.take(ANNA, "192.0.2.1");
    seats.take(ANNA, "192.0.2.1");

    first.run();
    first.run();

    assertThat(seats.taken()).isEqualTo(1);
  }
}
