package dev.meanwhile.server.rest;

import java.util.List;

/// What rows must be like.
sealed interface Condition {

  /// All of these, or at least one of them.
  record Group(boolean any, boolean negated, List<Condition> parts) implements Condition {
    public Group {
      parts = List.copyOf(parts);
    }
  }

  /// A comparison.
  ///
  /// @param values one, or for `in` any number
  record Test(Field field, boolean negated, Operator operator, List<String> values)
      implements Condition {
    public Test {
      values = List.copyOf(values);
    }

    String value() {
      return values.getFirst();
    }
  }
}
