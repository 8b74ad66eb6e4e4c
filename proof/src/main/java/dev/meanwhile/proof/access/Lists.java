package dev.meanwhile.proof.access;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Relation;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.access.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// What lists show: one's own, and what belongs to others only to those who reach everybody's.
enum Lists {
  TASKS("/api/tasks?limit=200", Resource.TASKS, Thing.FAILED, false),
  BY_TYPE("/api/tasks?limit=200&type=nothing&q=client", Resource.TASKS, Thing.FAILED, false),
  BY_LABEL("/api/tasks?limit=200&label=needs_attention", Resource.TASKS, Thing.FAILED, false),
  FAILED("/get-failed-tasks", Resource.NOTICES, Thing.FAILED, true),
  ALL_FAILED("/get-all-failed-tasks", Resource.NOTICES, Thing.FAILED, false),
  ROWS("/rest/v1/async_tasks?order=id.desc", Resource.TASKS, Thing.FAILED, false),
  FAILED_ROWS("/rest/v1/all_failed_tasks?order=id.desc", Resource.TASKS, Thing.FAILED, false),
  EVENT_ROWS("/rest/v1/task_events?order=id.desc", Resource.TASKS, Thing.FAILED, false),
  SESSIONS("/api/sessions", Resource.PROFILE, Thing.SESSION, true),
  KEYS("/api/keys", Resource.KEYS, Thing.KEY, true),
  AUDIT("/api/audit?limit=200", Resource.AUDIT, Thing.ENTRY, false);

  private final String address;
  private final Resource resource;
  private final Thing thing;
  private final boolean ownOnly;

  Lists(String address, Resource resource, Thing thing, boolean ownOnly) {
    this.address = address;
    this.resource = resource;
    this.thing = thing;
    this.ownOnly = ownOnly;
  }

  void judge(Requests requests, Cast cast, Law law, Verdicts verdicts)
      throws IOException, SQLException {
    for (Role role : List.of(Role.values())) {
      Relation relation = law.of(role, resource, Action.READ);
      if (relation == Relation.NONE || (this == ALL_FAILED && relation != Relation.ANY)) {
        continue; // refused, as the endpoint's own row tells
      }
      UUID own = cast.thing(thing, cast.owner(role, Whose.OWN), false);
      UUID others = cast.thing(thing, cast.owner(role, Whose.OTHERS), false);
      String text = requests.list(role, address).text();
      boolean reaches = relation == Relation.ANY && !ownOnly;
      verdicts.judge(
          text.contains(own.toString()), "%s hides from %s their own".formatted(address, role));
      verdicts.judge(
          text.contains(others.toString()) == reaches,
          "%s %s %s what belongs to others"
              .formatted(address, reaches ? "hides from" : "shows", role));
    }
  }
}
