package dev.meanwhile.server.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The person or program that makes a request.
public record Caller(UUID id, String username, String fullName, Role role, Credential credential) {

  public Caller(UUID id, String username, String fullName, Role role) {
    this(id, username, fullName, role, Credential.DEMO);
  }

  /// The name in timelines, for example `user:sandra`.
  public String actor() {
    return "user:" + username;
  }

  /// Whose tasks the caller may see; null means everybody's.
  public @Nullable UUID visibleTo() {
    return visibleTo(Resource.TASKS);
  }

  /// Whose rows of this kind the caller may see; null means everybody's.
  public @Nullable UUID visibleTo(Resource resource) {
    return Permissions.relation(this, resource, Action.READ) == Relation.ANY ? null : id;
  }

  /// Whether the caller may see what belongs to this user; null is the system's.
  public boolean sees(@Nullable UUID owner) {
    UUID only = visibleTo();
    return only == null || only.equals(owner);
  }

  /// Whether the caller may do this at least to what is its own.
  public boolean may(Resource resource, Action action) {
    return Permissions.allows(this, resource, action);
  }

  /// Whether the caller may do this to everybody's.
  public boolean mayAny(Resource resource, Action action) {
    return may(resource, action) && Permissions.relation(this, resource, action) == Relation.ANY;
  }
}
