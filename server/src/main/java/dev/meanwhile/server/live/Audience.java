package dev.meanwhile.server.live;

import dev.meanwhile.engine.TaskEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// The clients of a node, found by what they want to hear of: thousands who watch one task each
/// cost an event of another task nothing. Not safe for many threads; its owner has the lock.
final class Audience {
  private final Set<Member> all = new LinkedHashSet<>();
  private final Set<Member> everything = new LinkedHashSet<>();
  private final Map<UUID, Set<Member>> byTask = new HashMap<>();
  private final Map<Topic.Thing, Set<Member>> byThing = new HashMap<>();

  void add(Member member) {
    all.add(member);
    Topic topic = member.topic();
    if (topic.all()) {
      everything.add(member);
    }
    topic.tasks().forEach(id -> byTask.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(member));
    topic
        .things()
        .forEach(it -> byThing.computeIfAbsent(it, _ -> new LinkedHashSet<>()).add(member));
  }

  void remove(Member member) {
    all.remove(member);
    everything.remove(member);
    member.topic().tasks().forEach(id -> remove(byTask, id, member));
    member.topic().things().forEach(it -> remove(byThing, it, member));
  }

  private static <K> void remove(Map<K, Set<Member>> map, K key, Member member) {
    Set<Member> members = map.get(key);
    if (members != null && members.remove(member) && members.isEmpty()) {
      map.remove(key);
    }
  }

  /// Every client that may and wants to hear of the event, each once.
  void of(TaskEvent event, Consumer<Member> action) {
    for (Member member : everything) {
      tell(member, event, action);
    }
    for (Member member : byTask.getOrDefault(event.taskId(), Set.of())) {
      tell(member, event, action);
    }
    if (!byThing.isEmpty()) {
      for (Member member : byThing.getOrDefault(Topic.Thing.of(event), Set.of())) {
        if (!member.topic().tasks().contains(event.taskId())) {
          tell(member, event, action);
        }
      }
    }
  }

  private static void tell(Member member, TaskEvent event, Consumer<Member> action) {
    if (member.topic().mayHear(event)) {
      action.accept(member);
    }
  }

  List<Member> everybody() {
    return List.copyOf(all);
  }

  int size() {
    return all.size();
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /// One client and what it wants; equal only to itself.
  static final class Member {
    private final Topic topic;
    private final Client client;

    Member(Topic topic, Client client) {
      this.topic = topic;
      this.client = client;
    }

    Topic topic() {
      return topic;
    }

    Client client() {
      return client;
    }
  }
}
