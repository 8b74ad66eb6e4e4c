package dev.meanwhile.server.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Who may do what to whose: the only place that decides it. The page of the roles is made from it.
public final class Permissions {
  private Permissions() {}

  public static Relation relation(Role role, Resource resource, Action action) {
    if (resource == Resource.TRIPS) {
      return trips(role, action);
    }
    return switch (role) {
      case ADMIN ->
          resource == Resource.AUDIT && action == Action.CHANGE
              ? Relation.NONE
              : admin(resource, action);
      case SUPERVISOR -> supervisor(resource, action);
      case BOOKING_AGENT -> agent(resource, action);
      case DRIVER, CLIENT -> guest(resource, action);
    };
  }

  /// Those whom a driver has before them, and nobody else's: also whoever works at the desk may
  /// drive.
  private static Relation trips(Role role, Action action) {
    return action == Action.READ && role != Role.CLIENT ? Relation.OWN : Relation.NONE;
  }

  /// What the role says, narrowed by what was shown: a pass for a person shows only what is theirs.
  static Relation relation(Caller caller, Resource resource, Action action) {
    Relation relation = relation(caller.role(), resource, action);
    Credential shown = caller.credential();
    boolean narrow = shown.isPass() && shown.reach() == null && resource != Resource.HOUSE;
    return narrow && relation == Relation.ANY ? Relation.OWN : relation;
  }

  private static Relation admin(Resource resource, Action action) {
    return switch (resource) {
      case TASKS, NOTICES, HOUSE, OPERATIONS, USERS, AUDIT, DESK -> Relation.ANY;
      case CLAIMS -> action == Action.CHANGE ? Relation.ANY : Relation.NONE;
      case PROFILE, KEYS, TRIPS -> Relation.OWN;
    };
  }

  private static Relation supervisor(Resource resource, Action action) {
    return switch (resource) {
      case TASKS, NOTICES, HOUSE, OPERATIONS, DESK -> Relation.ANY;
      case CLAIMS -> action == Action.CHANGE ? Relation.ANY : Relation.NONE;
      case AUDIT -> action == Action.READ ? Relation.ANY : Relation.NONE;
      case PROFILE, KEYS, TRIPS -> Relation.OWN;
      case USERS -> Relation.NONE;
    };
  }

  private static Relation agent(Resource resource, Action action) {
    return switch (resource) {
      case TASKS, NOTICES, PROFILE, KEYS, TRIPS -> Relation.OWN;
      case DESK -> Relation.ANY;
      case HOUSE -> action == Action.READ ? Relation.ANY : Relation.NONE;
      case AUDIT -> action == Action.READ ? Relation.OWN : Relation.NONE;
      case OPERATIONS, CLAIMS, USERS -> Relation.NONE;
    };
  }

  /// Drivers and clients have an account and next to nothing else: no tasks, and no news of any.
  private static Relation guest(Resource resource, Action action) {
    return switch (resource) {
      case PROFILE -> Relation.OWN;
      case HOUSE -> action == Action.READ ? Relation.ANY : Relation.NONE;
      case TASKS, NOTICES, OPERATIONS, CLAIMS, KEYS, USERS, AUDIT, DESK, TRIPS -> Relation.NONE;
    };
  }

  /// Who may do this at least to what is their own, in words: `a supervisor or an admin`.
  static String allowed(Resource resource, Action action) {
    List<String> roles =
        Arrays.stream(Role.values())
            .filter(role -> relation(role, resource, action) != Relation.NONE)
            .map(role -> (role == Role.ADMIN ? "an " : "a ") + role.text().replace('_', ' '))
            .toList()
            .reversed();
    if (roles.isEmpty()) {
      return "nobody";
    }
    String others = String.join(", ", roles.subList(0, roles.size() - 1));
    return (others.isEmpty() ? "" : others + " or ") + roles.getLast();
  }

  static boolean allows(Caller caller, Resource resource, Action action) {
    if (relation(caller.role(), resource, action) == Relation.NONE) {
      return false;
    }
    Credential shown = caller.credential();
    if (shown.readOnly() && action == Action.CHANGE) {
      return false;
    }
    if (shown.isPass()) {
      return switch (resource) {
        case TASKS, NOTICES, HOUSE, PROFILE -> true;
        case OPERATIONS, CLAIMS, KEYS, USERS, AUDIT, DESK, TRIPS -> false;
      };
    }
    if (shown.worksOnly() && resource != Resource.CLAIMS) {
      return false;
    }
    // A key that leaks must not be able to make itself at home.
    return shown.kind() != Credential.Kind.KEY
        || switch (resource) {
          case TASKS, NOTICES, HOUSE, OPERATIONS, CLAIMS, AUDIT, DESK, TRIPS -> true;
          case PROFILE -> action == Action.READ;
          case KEYS, USERS -> false;
        };
  }

  /// What the caller may do, for example `tasks:change:own`.
  public static List<String> capabilities(Caller caller) {
    var all = new ArrayList<String>();
    for (Resource resource : Resource.values()) {
      for (Action action : Action.values()) {
        if (allows(caller, resource, action)) {
          all.add(
              "%s:%s:%s"
                  .formatted(
                      resource.text(),
                      action.name().toLowerCase(Locale.ROOT),
                      relation(caller, resource, action).name().toLowerCase(Locale.ROOT)));
        }
      }
    }
    return all;
  }
}
