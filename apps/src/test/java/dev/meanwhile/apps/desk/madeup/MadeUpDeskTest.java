package dev.meanwhile.apps.desk.madeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.support.DeskServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MadeUpDeskTest {
  @RegisterExtension static final DeskServer desk = DeskServer.idle();

  @Test
  void an_empty_desk_is_filled_once_and_everything_in_it_can_be_seen() {
    var madeUp = desk.bean(MadeUpDesk.class);

    assertThat(madeUp.fill())
        .isEqualTo(
            "Made up a booking desk: 6 clinics, 8 drivers, 60 clients, 80 appointments around today");
    assertThat(madeUp.fill()).isEmpty();

    assertThat(desk.count("select count(*) from meanwhile.tasks")).isZero();
    var clients = desk.agent().get("/api/clients", "limit", "200").expect(200).json();
    assertThat(clients.get("items"))
        .hasSize(60)
        .allSatisfy(client -> {
          assertThat(client.get("travel_times").asString()).isEqualTo("ready");
          assertThat(client.get("clinic_travel_times")).hasSize(6);
        });
    var appointments = desk.agent().get("/api/appointments", "limit", "200").expect(200).json();
    var items = appointments.get("items").valueStream().toList();
    assertThat(items).hasSize(80);
    // A day of people: nearly all driven, a few not yet, and two at once for one driver.
    assertThat(items.stream().filter(one -> one.get("driver_id").isNull())).hasSizeBetween(4, 25);
    assertThat(items.stream().filter(one -> !one.get("conflicts").isEmpty())).hasSizeBetween(0, 6);
    var summary = desk.agent().get("/api/desk/summary").expect(200).json();
    assertThat(summary.get("today")).hasSize(14);
    assertThat(summary.get("unassigned")).isNotEmpty();
    assertThat(summary.get("drivers").asInt()).isEqualTo(8);
    // A client who is added now gets a number behind these.
    assertThat(desk.count("select count(*) from meanwhile.drivers where user_id is not null"))
        .isEqualTo(1);
  }
}
