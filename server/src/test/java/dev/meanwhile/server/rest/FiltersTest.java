package dev.meanwhile.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
  private static final View VIEW =
      new View(
          "public",
          "things",
          List.of(
              new Column("id", "uuid"),
              new Column("name", "text"),
              new Column("size", "integer"),
              new Column("at", "timestamp with time zone"),
              new Column("data", "jsonb")));

  /// What follows `where true and`, with each value in its place.
  private static String where(String query) {
    PhraseStore count = PhraseStore.count(Question.of(VIEW, query, null));
    return with(count).replace("select count(*) from \"public\".\"things\" v where true and ", "");
  }

  private static String with(PhraseStore phrase) {
    String text = phrase.text();
    for (Object value : phrase.values()) {
      String shown = value instanceof Object[] many ? List.of(many).toString() : value.toString();
      text = text.replaceFirst("\\?", java.util.regex.Matcher.quoteReplacement("‹" + shown + "›"));
    }
    return text;
  }

  private static Question question(@Nullable String query) {
    return Question.of(VIEW, query, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name=eq.x                                | (v."name" = cast(‹x› as text))
          name=eq.a.b,(c)"d"                       | (v."name" = cast(‹a.b,(c)"d"› as text))
          name=eq.                                 | (v."name" = cast(‹› as text))
          name=neq.%C3%BC+%2B                      | (v."name" <> cast(‹ü +› as text))
          name=not.eq.x                            | not (v."name" = cast(‹x› as text))
          size=gt.5&size=lte.7                     | (v."size" > cast(‹5› as integer)) and (v."size" <= cast(‹7› as integer))
          size=gte.5                               | (v."size" >= cast(‹5› as integer))
          size=lt.-5                               | (v."size" < cast(‹-5› as integer))
          name=like.*a%25                          | (v."name" like cast(‹%a%› as text))
          name=not.ilike.A*                        | not (v."name" ilike cast(‹A%› as text))
          at=is.null                               | (v."at" is null)
          at=not.is.null                           | not (v."at" is null)
          at=is.not_null                           | (v."at" is not null)
          size=in.(1,2)                            | (v."size" = any(cast(‹[1, 2]› as integer[])))
          size=in.()                               | (v."size" = any(cast(‹[]› as integer[])))
          name=in.(a,"b,)(","c\\"\\\\")            | (v."name" = any(cast(‹[a, b,)(, c"\\]› as text[])))
          data->>k=eq.v                            | ((v."data" #>> cast(‹[k]› as text[])) = cast(‹v› as text))
          data->a->0->>b=is.null                   | ((v."data" #>> cast(‹[a, 0, b]› as text[])) is null)
          data=cs.{"a":1}                          | (v."data" @> cast(‹{"a":1}› as jsonb))
          or=(name.eq.x,at.is.null)                | ((v."name" = cast(‹x› as text)) or (v."at" is null))
          and=(name.eq."quoted (value)",size.gt.1) | ((v."name" = cast(‹quoted (value)› as text)) and (v."size" > cast(‹1› as integer)))
          not.or=(name.eq.x,name.eq.y)             | not ((v."name" = cast(‹x› as text)) or (v."name" = cast(‹y› as text)))
          or=(name.not.eq.x,not.and(size.in.(1,2),data->>k.eq.v)) | (not (v."name" = cast(‹x› as text)) or not ((v."size" = any(cast(‹[1, 2]› as integer[]))) and ((v."data" #>> cast(‹[k]› as text[])) = cast(‹v› as text))))
          or=(at.gt.2026-01-02T03:04:05.6Z)        | ((v."at" > cast(‹2026-01-02T03:04:05.6Z› as timestamp with time zone)))
          """)
  void filters_are_read(String query, String sql) {
    assertThat(where(query)).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=x",
        "name=",
        "name=eq",
        "name=equals.x",
        "name=fts.x",
        "name=eq(any).{a,b}",
        "nobody=eq.x",
        "\"name\"=eq.x",
        "name;drop=eq.x",
        "other.name=eq.x",
        "name->>k=eq.x",
        "data->>k->>l=eq.x",
        "data->=eq.x",
        "data->'k'=eq.x",
        "size=is.true",
        "size=is.5",
        "size=like.5",
        "name=cs.x",
        "name=in.a,b",
        "name=in.(a",
        "name=in.(\"a)",
        "name=in.(a)b",
        "or=name.eq.x",
        "or=(name.eq.x",
        "or=(name.eq.x))",
        "or=()",
        "or=(name)",
        "or=(name.eq)",
        "or=(name.eq.x,)",
        "and=(or(name.eq.x)",
        "select=nobody",
        "select=id,other(*)",
        "select=id.sum()",
        "select=id::regclass",
        "select=,",
        "order=nobody",
        "order=name.up",
        "order=name.desc.nullslast.asc",
        "limit=-1",
        "limit=many",
        "offset=1e9",
        "offset=99999999999999999999"
      })
  void what_is_no_filter_is_refused_in_a_sentence(String query) {
    assertThatThrownBy(() -> where(query))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.detail()).endsWith(".");
              assertThat(refusal.advice()).isNotBlank();
            });
  }

  @Test
  void filters_have_an_end() {
    String deep = "and=" + "(and".repeat(11) + "(name.eq.x" + ")".repeat(12);
    String wide = "or=(" + "name.eq.x,".repeat(200) + "name.eq.x)";
    String list = "name=in.(" + "x,".repeat(1000) + "x)";
    for (String query : List.of(deep, wide, list)) {
      assertThatThrownBy(() -> where(query)).isInstanceOf(Refusal.class);
    }
    assertThat(where("or=(" + "name.eq.x,".repeat(199) + "name.eq.x)")).contains(" or ");
  }

  /// Whatever is typed is a value, or is refused; it is never a part of the statement.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=eq.'; drop table tasks; --",
        "name=in.('; drop table tasks; --)",
        "or=(name.eq.\"'; drop table tasks; --\")",
        "select='; drop table tasks; --:name",
        "data->>drop=eq.x",
        "order=data->>drop"
      })
  void injected_words_stay_values(String query) {
    PhraseStore rows = PhraseStore.rows(question(query.replace(" ", "+").replace(";", "%3B")));

    assertThat(rows.text()).doesNotContain("drop");
    assertThat(rows.values().stream().map(FiltersTest::shown))
        .anyMatch(one -> one.contains("drop"));
  }

  private static String shown(Object value) {
    return value instanceof Object[] many ? List.of(many).toString() : value.toString();
  }

  @Test
  void rows_are_selected_sorted_and_cut() {
    String sql =
        with(
            PhraseStore.rows(
                question(
                    "select=id,label:name,data->a->>b,at::date&order=at.desc,data->>k.asc.nullsfirst&limit=5&offset=10")));

    assertThat(sql)
        .isEqualTo(
            "select json_build_object(cast(‹id› as text), v.\"id\", cast(‹label› as text), v.\"name\", "
                + "cast(‹b› as text), (v.\"data\" #>> cast(‹[a, b]› as text[])), "
                + "cast(‹at› as text), cast(v.\"at\" as date))::text"
                + " from (select * from \"public\".\"things\" v where true"
                + " order by v.\"at\" desc nulls first, (v.\"data\" #>> cast(‹[k]› as text[])) asc nulls first,"
                + " v.\"id\" asc nulls last limit ‹5› offset ‹10›) v");
  }

  @Test
  void a_page_is_at_most_a_thousand_rows() {
    assertThat(question(null).window()).isEqualTo(new Window(0, 1000));
    assertThat(question("limit=5000&offset=1000").window()).isEqualTo(new Window(1000, 1000));
    assertThat(Window.of(null, null, "5-9")).isEqualTo(new Window(5, 5));
    assertThat(Window.of(null, null, "5-")).isEqualTo(new Window(5, 1000));
    assertThat(Window.of("1", null, "5-9")).isEqualTo(new Window(1, 1000));
    assertThat(new Window(5, 5).contentRange(2, 7L)).isEqualTo("5-6/7");
    assertThat(new Window(5, 5).contentRange(0, null)).isEqualTo("*/*");
    assertThatThrownBy(() -> Window.of(null, null, "9-5"))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.status()).isEqualTo(416));
  }

  @Test
  void preferences_are_read() {
    Wishes wishes =
        Wishes.of(List.of("return=representation", "count=exact, tx=commit"), Wishes.OBJECT);

    assertThat(wishes.rows()).isTrue();
    assertThat(wishes.total()).isTrue();
    assertThat(wishes.single()).isTrue();
    assertThat(wishes.applied()).containsExactly("return=representation", "count=exact");
    assertThatThrownBy(() -> Wishes.of(List.of("resolution=merge-duplicates"), null))
        .isInstanceOf(Refusal.class);
  }
}
