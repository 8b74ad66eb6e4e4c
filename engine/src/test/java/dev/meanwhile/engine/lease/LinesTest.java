package dev.meanwhile.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final long SECOND = 1_000_000_000;

  private final Lines lines = new Lines(List.of("chat", "email", "report"));

  @Test
  void short_lines_share_the_free_places_alike() {
    assertThat(quotas(30, 0)).allSatisfy(quota -> assertThat(quota.tasks()).isEqualTo(10));
  }

  @Test
  void no_more_is_claimed_than_there_are_places() {
    assertThat(quotas(2, 0)).hasSize(2).allSatisfy(q -> assertThat(q.tasks()).isEqualTo(1));
  }

  @Test
  void every_type_comes_first_in_its_turn_when_places_are_few() {
    List<String> first = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      first.add(quotas(1, 0).getFirst().taskType());
    }

    assertThat(first).containsExactlyInAnyOrder("chat", "email", "report");
  }

  @Test
  void a_long_line_gets_what_the_others_leave_and_never_all() {
    List<Quota> asked = quotas(30, 0);
    lines.claimed(asked, leases("email", 10));

    assertThat(tasks(quotas(30, 0), "email")).isEqualTo(28);
    assertThat(tasks(quotas(30, 0), "chat")).isEqualTo(1);
  }

  @Test
  void a_long_line_is_entered_where_the_last_claim_left_it_but_soon_from_the_front_again() {
    lines.claimed(quotas(30, SECOND), leases("email", 10));

    assertThat(behind(quotas(30, SECOND), "email")).isEqualTo(place(10));
    assertThat(behind(quotas(30, 2 * SECOND), "email")).isEqualTo(Place.FRONT);
  }

  @Test
  void of_two_claims_at_the_same_time_the_one_that_came_further_counts() {
    List<Quota> one = quotas(30, SECOND);
    List<Quota> other = quotas(30, SECOND);

    lines.claimed(other, leases("email", 11, 20));
    lines.claimed(one, leases("email", 1, 10));

    assertThat(behind(quotas(30, SECOND), "email")).isEqualTo(place(20));
  }

  @Test
  void a_line_is_over_only_when_its_front_was_looked_at() {
    lines.claimed(quotas(30, SECOND), leases("email", 10));

    assertThat(lines.claimed(quotas(30, SECOND), List.of())).isTrue();
    assertThat(lines.claimed(quotas(30, SECOND), List.of())).isFalse();
  }

  @Test
  void closed_types_get_nothing() {
    assertThat(lines.quotas(30, 0, type -> !type.equals("chat")))
        .extracting(Quota::taskType)
        .containsExactlyInAnyOrder("email", "report");
  }

  private List<Quota> quotas(int free, long now) {
    return lines.quotas(free, now, _ -> true);
  }

  private static int tasks(List<Quota> quotas, String type) {
    return quotas.stream().filter(q -> q.taskType().equals(type)).mapToInt(Quota::tasks).sum();
  }

  private static Place behind(List<Quota> quotas, String type) {
    return quotas.stream()
        .filter(q -> q.taskType().equals(type))
        .findFirst()
        .orElseThrow()
        .behind();
  }

  private static List<Lease> leases(String type, int number) {
    return leases(type, 1, number);
  }

  private static List<Lease> leases(String type, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> new Lease(new UUID(0, i), type, 1, 0, 3, 0, 60, "{}", null, null, place(i)))
        .toList();
  }

  private static Place place(int number) {
    return new Place(Instant.ofEpochSecond(number), new UUID(0, number));
  }
}
