package dev.meanwhile.proof.access;

import dev.meanwhile.server.access.Action;
import dev.meanwhile.server.access.Relation;
import dev.meanwhile.server.access.Resource;
import dev.meanwhile.server.access.Role;

/// Who may do what to whose. The real one is `Permissions`; a planted one differs in a cell.
@FunctionalInterface
interface Law {
  Relation of(Role role, Resource resource, Action action);

  /// The same with a mistake.
  default Law but(Role role, Resource resource, Action action, Relation relation) {
    return (r, s, a) -> r == role && s == resource && a == action ? relation : of(r, s, a);
  }
}
