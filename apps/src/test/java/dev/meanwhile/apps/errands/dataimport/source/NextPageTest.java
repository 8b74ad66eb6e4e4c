package dev.meanwhile.apps.errands.dataimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.apps.errands.dataimport.guard.UserUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class NextPageTest {
  private static final String HERE = "https://api.example.org/v1/people?limit=2&page=3";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<https://api.example.org/v1/people?page=4>; rel=\"next\"|https://api.example.org/v1/people?page=4",
        "<?page=4>; rel=next|https://api.example.org:443/v1/people?page=4",
        "</p?a=1>; rel=\"prev\", </p?a=3>; rel=\"next\"|https://api.example.org:443/p?a=3",
        "</p?a=1,2>; title=\"a, b; rel=next\"; rel=\"prev\"|",
        "</p?a=3>; rel=\"last next\"; title=\"x\"|https://api.example.org:443/p?a=3",
        "</p?a=3>; REL=NEXT|https://api.example.org:443/p?a=3",
        "</p?a=3>; rel=\"nextish\"|",
        "</p?a=3>|",
        "garbage|",
      })
  void a_link_header_names_the_next_page(String header, @Nullable String expected) {
    assertThat(next("[]", header)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"next\": \"https://api.example.org/v1/people?page=4\"}|https://api.example.org/v1/people?page=4",
        "{\"next\": \"/v1/people?page=4\"}|https://api.example.org:443/v1/people?page=4",
        "{\"next\": 4}|https://api.example.org:443/v1/people?limit=2&page=4",
        "{\"next\": null}|",
        "{\"next\": \"\"}|",
        "{\"next\": false}|",
        "{\"links\": {\"next\": \"/p\"}}|https://api.example.org:443/p",
        "{\"links\": {\"next\": {\"href\": \"/p\"}}}|https://api.example.org:443/p",
        "{\"next_cursor\": \"a b/c=\"}|https://api.example.org:443/v1/people?limit=2&page=3&cursor=a+b%2Fc%3D",
        "{\"nextCursor\": \"x\"}|https://api.example.org:443/v1/people?limit=2&page=3&cursor=x",
        "{\"next_cursor\": null}|",
        "{\"nextPage\": 4}|https://api.example.org:443/v1/people?limit=2&page=4",
        "{\"nextPage\": \"/p\"}|https://api.example.org:443/p",
        "{}|",
      })
  void the_answer_names_the_next_page(String answer, @Nullable String expected) {
    assertThat(next(answer, null)).isEqualTo(expected);
  }

  @Test
  void a_cursor_replaces_the_one_before() {
    UserUrl url = UserUrl.parse("https://api.example.org/p?cursor=a&x=1");

    assertThat(NextPage.of(url, JsonMapper.shared().readTree("{\"next_cursor\":\"b\"}"), null))
        .isEqualTo("https://api.example.org:443/p?x=1&cursor=b");
  }

  @Test
  void an_address_that_is_none_is_refused() {
    assertThatThrownBy(() -> next("{\"next\": \"http://[oops\"}", null))
        .isInstanceOf(SourceRefused.class);
  }

  private static @Nullable String next(String answer, @Nullable String link) {
    return NextPage.of(UserUrl.parse(HERE), JsonMapper.shared().readTree(answer), link);
  }
}
