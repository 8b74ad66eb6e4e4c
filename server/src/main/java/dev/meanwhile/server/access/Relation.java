package dev.meanwhile.server.access;

/// Whose rows a permission reaches.
public enum Relation {
  NONE,
  OWN,
  ANY
}
