package dev.meanwhile.engine.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /// Says which items it wrote with each.
  private List<List<Integer>> slowly(List<Integer> batch) throws InterruptedException {
    writing.countDown();
    assertThat(goOn.await(10, SECONDS)).isTrue();
    return atOnce(batch);
  }

  private List<List<Integer>> atOnce(List<Integer> batch) {
    return batch.stream().map(_ -> batch).toList();
  }

  @Test
  void what_comes_during_a_write_is_written_together() throws Exception {
    try (var group = new GroupCommit<Integer, List<Integer>>("test", 100, this::slowly)) {
      var first = group.add(0);
      assertThat(writing.await(10, SECONDS)).isTrue();
      var others = added(group, 1, 2, 3);
      goOn.countDown();

      assertThat(first.get(10, SECONDS)).containsExactly(0);
      for (var other : others) {
        assertThat(other.get(10, SECONDS)).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void a_further_writer_begins_when_a_crowd_waits_for_the_first() throws Exception {
    try (var group =
        new GroupCommit<Integer, List<Integer>>(
            "test", 100, 3, List.of(this::slowly, this::atOnce))) {
      var first = group.add(0);
      assertThat(writing.await(10, SECONDS)).isTrue();
      var crowd = added(group, 1, 2, 3);

      for (var one : crowd) {
        assertThat(one.get(10, SECONDS)).containsExactly(1, 2, 3);
      }
      var few = added(group, 4, 5);
      assertThat(first).isNotDone();
      goOn.countDown();
      assertThat(first.get(10, SECONDS)).containsExactly(0);
      for (var one : few) {
        assertThat(one.get(10, SECONDS)).containsExactly(4, 5);
      }
    }
  }

  @Test
  void a_failed_write_fails_its_items_only() throws Exception {
    try (var group =
        new GroupCommit<Integer, Integer>(
            "test",
            1,
            batch -> {
              if (batch.getFirst() == 1) {
                throw new IllegalArgumentException("no");
              }
              return batch;
            })) {
      var broken = group.add(1);
      var sound = group.add(2);

      assertThat(sound.get(10, SECONDS)).isEqualTo(2);
      assertThatThrownBy(() -> broken.get(10, SECONDS)).hasMessageContaining("no");
    }
  }

  @Test
  void closing_writes_what_waits() throws Exception {
    var group =
        new GroupCommit<Integer, List<Integer>>(
            "test", 100, 3, List.of(this::slowly, this::atOnce));
    var first = group.add(0);
    assertThat(writing.await(10, SECONDS)).isTrue();
    var last = group.add(1);
    goOn.countDown();
    group.close();

    assertThat(first).isDone();
    assertThat(last).isDone();
    assertThatThrownBy(() -> group.add(2)).isInstanceOf(IllegalStateException.class);
  }

  private static List<CompletableFuture<List<Integer>>> added(
      GroupCommit<Integer, List<Integer>> group, int... items) throws InterruptedException {
    var answers = new ArrayList<CompletableFuture<List<Integer>>>();
    for (int item : items) {
      answers.add(group.add(item));
    }
    return answers;
  }
}
