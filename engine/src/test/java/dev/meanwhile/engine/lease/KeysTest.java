package dev.meanwhile.engine.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.KeyedClaimStore.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final Map<String, Integer> busy = new HashMap<>(Map.of("a", 1));

  @Test
  void each_key_gets_what_it_has_left_and_tasks_without_a_key_are_free() {
    assertThat(picked(10, 2, "a", "a", "b", "b", "b", null, null))
        .containsExactly(0L, 2L, 3L, 5L, 6L);
  }

  @Test
  void no_more_are_picked_than_wanted() {
    assertThat(picked(2, 9, "a", "b", "c")).containsExactly(0L, 1L);
  }

  @Test
  void a_task_that_is_seen_twice_counts_once() {
    List<Due> due = due("b", "c");
    Set<UUID> chosen = new LinkedHashSet<>();

    Keys.pick(due, busy, 5, 1, chosen);
    Keys.pick(due, busy, 5, 1, chosen);

    assertThat(chosen).hasSize(2);
    assertThat(busy).containsEntry("b", 1).containsEntry("c", 1);
  }

  private List<Long> picked(int wanted, int perKey, @Nullable String... keys) {
    Set<UUID> chosen = new LinkedHashSet<>();
    Keys.pick(due(keys), busy, wanted, perKey, chosen);
    return chosen.stream().map(UUID::getLeastSignificantBits).toList();
  }

  private static List<Due> due(@Nullable String... keys) {
    List<Due> due = new ArrayList<>();
    for (String key : keys) {
      due.add(new Due(new Place(Instant.ofEpochSecond(due.size()), new UUID(0, due.size())), key));
    }
    return due;
  }
}
