package dev.meanwhile.server.rest;

/// A column of a view, or an argument of a function.
///
/// @param type as PostgreSQL names it: `timestamp with time zone`
record Column(String name, String type) {

  boolean isJson() {
    return type.equals("jsonb");
  }

  boolean isText() {
    return type.equals("text");
  }
}
