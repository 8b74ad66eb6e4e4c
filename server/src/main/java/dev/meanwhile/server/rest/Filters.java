package dev.meanwhile.server.rest;

import dev.meanwhile.server.rest.Condition.Group;
import dev.meanwhile.server.rest.Condition.Test;
import java.util.ArrayList;
import java.util.List;

/// Reads PostgREST's filters: `status=eq.failed`, `or=(a.eq.1,not.and(b.gt.2,c.is.null))`.
final class Filters {
  private static final int MOST_TESTS = 200;
  private static final int MOST_VALUES = 1_000;
  private static final int DEEPEST = 10;

  private final String text;
  private final Count count;
  private int at;

  /// How many comparisons a request has made so far.
  static final class Count {
    private int tests;

    void one() {
      if (++tests > MOST_TESTS) {
        throw Wrong.filter("There are more than %d comparisons.".formatted(MOST_TESTS));
      }
    }
  }

  private Filters(String text, Count count) {
    this.text = text;
    this.count = count;
  }

  static boolean isLogic(String key) {
    return switch (key) {
      case "and", "or", "not.and", "not.or" -> true;
      default -> false;
    };
  }

  /// A parameter of the address.
  ///
  /// @param key a field, or one of `and`, `or`, `not.and`, `not.or`
  static Condition of(String key, String value, Count count) {
    if (isLogic(key)) {
      var reader = new Filters(value.strip(), count);
      Condition group = reader.group(key, 1);
      reader.end();
      return group;
    }
    count.one();
    boolean negated = value.startsWith("not.");
    String rest = negated ? value.substring(4) : value;
    int dot = rest.indexOf('.');
    if (dot < 0) {
      throw Wrong.filter(
          "'%s=%s' has no operator: write %1$s=eq.%2$s."
              .formatted(Wrong.shortened(key), Wrong.shortened(value)));
    }
    Operator operator = Operator.of(rest.substring(0, dot));
    String operand = rest.substring(dot + 1);
    if (operator != Operator.IN) {
      return new Test(Field.of(key), negated, operator, List.of(operand));
    }
    var reader = new Filters(operand.strip(), count);
    List<String> values = reader.list();
    reader.end();
    return new Test(Field.of(key), negated, operator, values);
  }

  private Group group(String word, int depth) {
    if (depth > DEEPEST) {
      throw Wrong.filter("The conditions are nested more than %d levels deep.".formatted(DEEPEST));
    }
    expect('(');
    var parts = new ArrayList<Condition>();
    do {
      parts.add(part(depth));
    } while (accept(','));
    expect(')');
    return new Group(word.endsWith("or"), word.startsWith("not."), parts);
  }

  private Condition part(int depth) {
    skipSpaces();
    for (var word : List.of("and", "or", "not.and", "not.or")) {
      if (text.startsWith(word + "(", at)) {
        at += word.length();
        return group(word, depth + 1);
      }
    }
    count.one();
    Field field = Field.of(until(".,()", "a column"));
    expect('.');
    boolean negated = text.startsWith("not.", at);
    at += negated ? 4 : 0;
    Operator operator = Operator.of(until(".,)", "an operator"));
    expect('.');
    List<String> values = operator == Operator.IN ? list() : List.of(value());
    return new Test(field, negated, operator, values);
  }

  /// `(a,"b, c",d)`.
  private List<String> list() {
    expect('(');
    var values = new ArrayList<String>();
    if (accept(')')) {
      return values;
    }
    do {
      if (values.size() == MOST_VALUES) {
        throw Wrong.filter("A list holds at most %,d values.".formatted(MOST_VALUES));
      }
      values.add(value());
    } while (accept(','));
    expect(')');
    return values;
  }

  /// A value that ends before a comma or a bracket, unless it is quoted.
  private String value() {
    if (!accept('"')) {
      int start = at;
      while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ')') {
        at++;
      }
      return text.substring(start, at);
    }
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    expect('"');
    return value.toString();
  }

  private String until(String marks, String what) {
    int start = at;
    while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start) {
      throw unexpected(what);
    }
    return text.substring(start, at).strip();
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean accept(char mark) {
    if (at < text.length() && text.charAt(at) == mark) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char mark) {
    if (!accept(mark)) {
      throw unexpected("'" + mark + "'");
    }
  }

  private void end() {
    skipSpaces();
    if (at < text.length()) {
      throw unexpected("its end");
    }
  }

  private RuntimeException unexpected(String what) {
    return Wrong.filter(
        "The filter '%s' is not proper at character %d: %s was expected."
            .formatted(Wrong.shortened(text), at + 1, what));
  }
}
