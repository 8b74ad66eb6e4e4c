package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Node.Input;
import dev.meanwhile.engine.support.Service;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What people do about services and types: pause and resume.
class PauseTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static List<String> types(Incident incident) {
    return incident.history().stream().map(Incident.Entry::type).toList();
  }

  @Test
  void a_parked_task_can_be_cancelled_but_not_retried() {
    Service maps = service("cancelled");
    maps.up.set(false);
    try (Node node = maps.node().start()) {
      List<UUID> ids = maps.submit(node, 5);
      maps.await(node, State.OPEN);
      assertThat(node.engine().outages().pause("cancelled", "user:ana", "hold it")).isTrue();
      UUID id = ids.getLast();
      node.await(id, task -> task.status() == TaskStatus.PENDING && task.attempt() > 0);

      assertThatThrownBy(() -> node.tasks().retry(id, "user:ana"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessageContaining("waiting");
      assertThat(requireNonNull(node.tasks().cancel(id, "user:ana")).parkedOn()).isNull();
      assertThat(node.task(id).status()).isEqualTo(TaskStatus.CANCELLED);

      maps.up.set(true);
      node.engine().outages().resume("cancelled", "user:ana", "go on");
      for (UUID other : ids.subList(0, 4)) {
        node.awaitStatus(other, TaskStatus.COMPLETED);
      }
      assertThat(node.deeds(id)).endsWith("cancelled");
    }
  }

  @Test
  void a_person_can_pause_a_dependency_and_resume_it() {
    Service maps = service("held");
    try (Node node = maps.node().start()) {
      Outages outages = node.engine().outages();
      node.awaitStatus(maps.submit(node, 1).getFirst(), TaskStatus.COMPLETED);
      assertThat(outages.pause("held", "user:ana", "a new key")).isTrue();
      assertThat(outages.pause("held", "user:bob", "me too")).isFalse();
      assertThat(requireNonNull(maps.health(node).pause()).by()).isEqualTo("user:ana");
      List<UUID> ids = maps.submit(node, 3);
      assertThat(maps.calls).hasValue(1);

      assertThat(outages.resume("held", "user:ana", "the key works")).isTrue();

      for (UUID id : ids) {
        node.awaitStatus(id, TaskStatus.COMPLETED);
      }
      maps.await(node, State.CLOSED);
      assertThat(outages.resume("held", "user:ana", "again")).isFalse();
      Incident incident = maps.incident(node);
      assertThat(incident.why()).isEqualTo("a new key");
      assertThat(incident.by()).isEqualTo("user:ana");
      assertThat(types(incident))
          .containsExactly("paused", "resumed", "probing", "answered", "closed");
      assertThat(incident.history().getFirst().actor()).isEqualTo("user:ana");
    }
  }

  @Test
  void a_pause_with_nobody_waiting_just_ends() {
    Service maps = service("idle");
    try (Node node = maps.node().start()) {
      node.engine().outages().pause("idle", "user:ana", "a drill");
      node.engine().outages().resume("idle", "user:ana", "the drill is over");

      maps.await(node, State.CLOSED);
      assertThat(types(maps.incident(node))).containsExactly("paused", "resumed", "closed");
    }
  }

  @Test
  void a_person_can_pause_a_task_type_and_resume_it() {
    TaskType<Input> slow = TaskType.of("slow", Input.class);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .handles(Node.WORK, (_, _) -> Outcome.completed())
                        .handles(slow, (_, _) -> Outcome.completed()))
            .start()) {
      Outages outages = node.engine().outages();
      assertThat(outages.pauseType("slow", "user:ana", "too noisy")).isTrue();
      assertThat(outages.pauseType("slow", "user:ana", "twice")).isFalse();
      UUID held = node.tasks().submit(slow.task(new Input("x"))).id();
      for (int i = 0; i < 5; i++) {
        node.awaitStatus(node.submit("other" + i), TaskStatus.COMPLETED);
      }
      assertThat(requireNonNull(outages.pausedTypes().get("slow")).why()).isEqualTo("too noisy");

      assertThat(outages.resumeType("slow", "user:ana", "quiet now")).isTrue();

      node.awaitStatus(held, TaskStatus.COMPLETED);
      assertThat(outages.pausedTypes()).isEmpty();
      Incident incident =
          outages.incidents(100).stream()
              .filter(one -> "slow".equals(one.taskType()))
              .findFirst()
              .orElseThrow();
      assertThat(types(requireNonNull(outages.incident(incident.id()))))
          .containsExactly("paused", "resumed", "closed");
    }
  }

  @Test
  void nobody_pauses_what_does_not_exist_or_without_a_reason() {
    Service maps = service("strict");
    try (Node node = maps.node().start()) {
      Outages outages = node.engine().outages();
      assertThatThrownBy(() -> outages.pause("strct", "user:ana", "why"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There is no dependency called 'strct'")
          .hasMessageContaining("strict");
      assertThatThrownBy(() -> outages.pauseType("nothing", "user:ana", "why"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> outages.pause("strict", "user:ana", " "))
          .hasMessageContaining("Say why");
      assertThat(outages.find("strct")).isNull();
      assertThat(outages.incident(-1)).isNull();
    }
  }

  private static Service service(String name) {
    return new Service(database.dataSource(), name);
  }
}
