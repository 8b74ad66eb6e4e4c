package dev.meanwhile.server.live;

import dev.meanwhile.engine.TaskEvent;
import java.util.ArrayList;
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
  private final Set<Member> everything = new LinkedHashSet<>();
  private final Map<UUID, Set<Member>> byTask = new HashMap<>();
  private final Map<Topic.Thing, Set<Member>> byThing = new HashMap<>();

  void add(Member member) {
    Topic topic = member.topic();
    if (topic.all()) {
      everything.add(member);
    }
    topic.tasks().forEach(id -> byTask.computeIfAbsent(id, _ -> new LinkedHashSet<>()).add(member));
    if (topic.thing() != null) {
      byThing.computeIfAbsent(topic.thing(), _ -> new LinkedHashSet<>()).add(member);
    }
  }

  void remove(Member member) {
    everything.remove(member);
    member.topic().tasks().forEach(id -> remove(byTask, id, member));
    if (member.topic().thing() != null) {
      remove(byThing, member.topic().thing(), member);
    }
  }

  private static <K> void remove(Map<K, Set<Member>> map, K key, Member member) {
    Set<Member> members = map.get(key);
    if (members != null && members.remove(member) && members.isEmpty()) {
      map.remove(key);
    }
  }

  /// Every client that may and wants to hear of the event, each once.
  void of(TaskEvent event, Consumer<Member> action) {
    tell(everything, event, action);
    tell(byTask.getOrDefault(event.taskId(), Set.of()), event, action);
    if (!byThing.isEmpty()) {
      Topic.Thing thing = Topic.Thing.of(event);
      if (thing != null) {
        tell(byThing.getOrDefault(thing, Set.of()), event, action);
      }
    }
  }

  private static void tell(Set<Member> members, TaskEvent event, Consumer<Member> action) {
    for (Member member : members) {
      if (member.topic().mayHear(event)) {
        action.accept(member);
      }
    }
  }

  List<Member> everybody() {
    var all = new LinkedHashSet<>(everything);
    byTask.values().forEach(all::addAll);
    byThing.values().forEach(all::addAll);
    return new ArrayList<>(all);
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
