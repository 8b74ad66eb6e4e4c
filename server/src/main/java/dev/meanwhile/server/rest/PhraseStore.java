package dev.meanwhile.server.rest;

import dev.meanwhile.server.rest.Condition.Group;
import dev.meanwhile.server.rest.Condition.Test;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement while it is put together. Its text is made of fixed words, and of names and types
/// that the database itself told; whatever a request brought is a value beside it.
final class PhraseStore {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private final View view;

  PhraseStore(View view) {
    this.view = view;
  }

  String text() {
    return text.toString();
  }

  List<Object> values() {
    return List.copyOf(values);
  }

  /// What may turn out to be no value of its type.
  List<Given> given() {
    return List.copyOf(given);
  }

  /// The rows that the question asks for, each as one JSON text.
  static PhraseStore rows(Question question) {
    var phrase = new PhraseStore(question.view());
    phrase.fixed("select ").row(question.selected()).fixed(" from (select * from ").home();
    phrase.fixed(" v").where(question.filter()).orderBy(question.order());
    phrase.fixed(" limit ?").value(question.window().limit());
    phrase.fixed(" offset ?").value(question.window().offset());
    return phrase.fixed(") v");
  }

  static PhraseStore count(Question question) {
    var phrase = new PhraseStore(question.view());
    return phrase.fixed("select count(*) from ").home().fixed(" v").where(question.filter());
  }

  /// The ids of the tasks that a change would reach.
  static PhraseStore reached(Question question, int most) {
    var phrase = new PhraseStore(question.view());
    phrase.fixed("select v.\"id\" from ").home().fixed(" v").where(question.filter());
    return phrase.fixed(" order by v.\"id\" limit ?").value(most);
  }

  static PhraseStore insert(Question question, List<Column> columns, String rows) {
    var phrase = new PhraseStore(question.view());
    phrase.fixed("insert into ").home().fixed(" as v (").names(columns, "").fixed(") select ");
    phrase.names(columns, "n.").fixed(" from jsonb_populate_recordset(null::").home();
    phrase.fixed(", cast(? as jsonb)) n").value(rows);
    phrase.fixed(" returning v.\"id\", v.\"task_type\", null, v.\"status\", false, false, ");
    return phrase.row(question.selected());
  }

  /// @param tasks only these, and only while the conditions hold
  static PhraseStore update(Question question, List<Column> columns, String row, String[] tasks) {
    var phrase = new PhraseStore(question.view());
    phrase.fixed("update ").home().fixed(" as v set ");
    String comma = "";
    for (Column column : columns) {
      phrase.fixed(comma).fixed(quoted(column.name())).fixed(" = n.").fixed(quoted(column.name()));
      comma = ", ";
    }
    phrase.fixed(" from jsonb_populate_record(null::").home();
    phrase.fixed(", cast(? as jsonb)) n").value(row).where(question.filter());
    phrase.fixed(" and v.\"id\" = any(cast(? as uuid[]))").value(tasks);
    phrase.fixed(" returning v.\"id\", v.\"task_type\", old.\"status\", new.\"status\", ");
    phrase.fixed(
        question.view().has("dismissed_at")
            ? "old.\"dismissed_at\" is not null, new.\"dismissed_at\" is not null, "
            : "false, false, ");
    return phrase.row(question.selected());
  }

  static PhraseStore call(Signature function, List<Column> arguments, List<@Nullable String> with) {
    var phrase = new PhraseStore(new View(function.schema(), function.name(), List.of()));
    phrase.fixed("select to_json(").home().fixed("(");
    for (int i = 0; i < arguments.size(); i++) {
      Column argument = arguments.get(i);
      phrase.fixed(i == 0 ? "" : ", ").fixed(quoted(argument.name())).fixed(" => ");
      String value = with.get(i);
      if (value == null) {
        phrase.fixed("cast(null as ").fixed(argument.type()).fixed(")");
      } else {
        phrase.given(argument.name(), argument.type(), value);
      }
    }
    return phrase.fixed("))::text");
  }

  private PhraseStore row(List<Selected> selected) {
    fixed("json_build_object(");
    String comma = "";
    for (Selected one : selected) {
      fixed(comma).fixed("cast(? as text), ").value(one.key());
      String cast = one.cast();
      if (cast == null) {
        field(one.field());
      } else {
        fixed("cast(").field(one.field()).fixed(" as ").fixed(cast).fixed(")");
      }
      comma = ", ";
    }
    return fixed(")::text");
  }

  private PhraseStore where(Group filter) {
    fixed(" where true");
    for (Condition part : filter.parts()) {
      fixed(" and ").condition(part);
    }
    return this;
  }

  private PhraseStore condition(Condition condition) {
    switch (condition) {
      case Group group -> {
        fixed(group.negated() ? "not (" : "(");
        String between = "";
        for (Condition part : group.parts()) {
          fixed(between).condition(part);
          between = group.any() ? " or " : " and ";
        }
        fixed(")");
      }
      case Test test -> {
        fixed(test.negated() ? "not (" : "(").test(test).fixed(")");
      }
    }
    return this;
  }

  private PhraseStore test(Test test) {
    String type = test.field().type(view);
    return switch (test.operator()) {
      case EQ -> compare(test, type, " = ");
      case NEQ -> compare(test, type, " <> ");
      case GT -> compare(test, type, " > ");
      case GTE -> compare(test, type, " >= ");
      case LT -> compare(test, type, " < ");
      case LTE -> compare(test, type, " <= ");
      case LIKE -> like(test, type, " like ");
      case ILIKE -> like(test, type, " ilike ");
      case CONTAINS -> {
        if (!type.equals("jsonb")) {
          throw Wrong.filter("'cs' looks into JSON; '%s' is %s.".formatted(name(test), type));
        }
        yield compare(test, type, " @> ");
      }
      case IS -> is(test, type);
      case IN -> {
        test.values().forEach(value -> given.add(new Given(name(test), type, value)));
        yield field(test.field())
            .fixed(" = any(cast(? as ")
            .fixed(type)
            .fixed("[]))")
            .value(test.values().toArray(String[]::new));
      }
    };
  }

  private PhraseStore compare(Test test, String type, String sign) {
    return field(test.field()).fixed(sign).given(name(test), type, test.value());
  }

  private PhraseStore like(Test test, String type, String sign) {
    if (!type.equals("text")) {
      throw Wrong.filter(
          "'%s' compares text; '%s' is %s.".formatted(test.operator().word(), name(test), type));
    }
    return field(test.field()).fixed(sign).given(name(test), type, test.value().replace('*', '%'));
  }

  private PhraseStore is(Test test, String type) {
    String word = test.value().toLowerCase(java.util.Locale.ROOT);
    return switch (word) {
      case "null" -> field(test.field()).fixed(" is null");
      case "not_null" -> field(test.field()).fixed(" is not null");
      case "true", "false", "unknown" -> {
        if (!type.equals("boolean")) {
          throw Wrong.filter("'%s' is %s, not true or false.".formatted(name(test), type));
        }
        yield field(test.field()).fixed(" is ").fixed(word);
      }
      default ->
          throw Wrong.filter(
              "'is' takes null, not_null, true, false or unknown; 'eq' compares with a value.");
    };
  }

  private PhraseStore orderBy(List<Sorting> order) {
    String between = " order by ";
    for (Sorting one : order) {
      fixed(between).field(one.field()).fixed(one.descending() ? " desc" : " asc");
      fixed(one.nullsFirst() ? " nulls first" : " nulls last");
      between = ", ";
    }
    return this;
  }

  private PhraseStore field(Field field) {
    Column column = view.column(field.column());
    field.type(view);
    if (field.path().isEmpty()) {
      return fixed("v.").fixed(quoted(column.name()));
    }
    fixed("(v.").fixed(quoted(column.name())).fixed(field.asText() ? " #>> " : " #> ");
    return fixed("cast(? as text[]))").value(field.path().toArray(String[]::new));
  }

  private PhraseStore names(List<Column> columns, String before) {
    String comma = "";
    for (Column column : columns) {
      fixed(comma).fixed(before).fixed(quoted(column.name()));
      comma = ", ";
    }
    return this;
  }

  private PhraseStore home() {
    return fixed(quoted(view.schema())).fixed(".").fixed(quoted(view.name()));
  }

  private PhraseStore given(String place, String type, String value) {
    given.add(new Given(place, type, value));
    return fixed("cast(? as ").fixed(type).fixed(")").value(value);
  }

  private PhraseStore value(Object value) {
    values.add(value);
    return this;
  }

  private PhraseStore fixed(String words) {
    text.append(words);
    return this;
  }

  private static String name(Test test) {
    return test.field().column();
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
