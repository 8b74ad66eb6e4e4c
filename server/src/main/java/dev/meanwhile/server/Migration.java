package dev.meanwhile.server;

/// The tables of one part of the house, created and upgraded at start.
///
/// @param name its own history is kept in the table `meanwhile.flyway_<name>`
/// @param location where its `V001__….sql` files lie on the class path, for example `db/errands`
public record Migration(String name, String location) {

  public Migration {
    if (!name.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException(
          "'%s' is no name for a migration: use lower-case letters, digits and '_'."
              .formatted(name));
    }
  }
}
