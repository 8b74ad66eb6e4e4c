package dev.meanwhile.server.rest;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A function of the SQL contract, as the database describes it.
///
/// @param needed how many of its arguments have no value by themselves; they come first
record Signature(String schema, String name, List<Column> arguments, int needed) {
  Signature {
    arguments = List.copyOf(arguments);
  }

  /// Whether it can be called with arguments of these names.
  boolean takes(Set<String> given) {
    return given.stream().allMatch(name -> argument(name) != null)
        && arguments.stream().limit(needed).allMatch(one -> given.contains(one.name()));
  }

  @Nullable Column argument(String argument) {
    return arguments.stream().filter(one -> one.name().equals(argument)).findFirst().orElse(null);
  }
}
