package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.apps.errands.dataimport.support.Web;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ApiImportTest {
  private static final int PORT = Web.freePort();
  private static final int PAGE = 10;

  @RegisterExtension
  static final ImportServer server =
      ImportServer.with("meanwhile.import.allowed-hosts=127.0.0.1:" + PORT);

  private final Client client = server.client();
  private final Web web = Web.onPort(PORT);

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void pages_are_followed_by_their_link_header() {
    web.answers(
        "/people",
        exchange -> {
          int page = page(exchange);
          if (page < 3) {
            exchange
                .getResponseHeaders()
                .set("Link", "</people?page=%d>; rel=\"next\"".formatted(page + 1));
          }
          Web.answer(exchange, 200, "[" + items(page) + "]");
        });

    JsonNode task = imported("/people?page=1");

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 30 records imported");
    assertThat(lines(task)).isEqualTo(30);
  }

  @Test
  void pages_are_followed_by_what_the_answer_says() {
    web.answers(
        "/cursor",
        exchange -> {
          int page = page(exchange);
          String next = page < 3 ? "\"c%d\"".formatted(page + 1) : "null";
          Web.answer(
              exchange,
              200,
              "{\"data\":[%s],\"next_cursor\":%s,\"total\":30}".formatted(items(page), next));
        });
    web.answers(
        "/numbers",
        exchange -> {
          int page = page(exchange);
          String next = page < 3 ? "" + (page + 1) : "null";
          Web.answer(
              exchange, 200, "{\"items\":[%s],\"nextPage\":%s}".formatted(items(page), next));
        });

    JsonNode cursor = imported("/cursor");
    JsonNode numbers = imported("/numbers");

    assertThat(lines(cursor)).isEqualTo(30);
    assertThat(cursor.get("progress_total").asInt()).isEqualTo(30);
    assertThat(lines(numbers)).isEqualTo(30);
  }

  @Test
  void an_api_that_wants_a_pause_gets_it_and_nothing_comes_twice() {
    var asked = new AtomicInteger();
    web.answers(
        "/limited",
        exchange -> {
          int page = page(exchange);
          // The first page is looked at once before it is read.
          if (asked.incrementAndGet() % 3 == 0) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            Web.answer(exchange, 429, "");
            return;
          }
          String next = page < 5 ? "\"/limited?page=%d\"".formatted(page + 1) : "null";
          Web.answer(exchange, 200, "{\"results\":[%s],\"next\":%s}".formatted(items(page), next));
        });

    JsonNode task = imported("/limited");

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 50 records imported");
    assertThat(task.get("retry_count").asInt()).isZero();
    assertThat(task.get("attempt").asInt()).isGreaterThan(1);
    assertThat(lines(task)).isEqualTo(50);
    assertThat(client.sentences(task.get("id").asString()))
        .contains("The API asks for a pause. The import goes on by itself after it.");
  }

  @Test
  void items_that_do_not_fit_come_back_with_their_number() {
    web.serves(
        "/mixed",
        "application/json",
        """
        [{"name":"Ada","email":"ada@example.org","phone":null},
         {"name":"Ben","email":"nonsense"}, "no object", {"name":"NUL\\u0000"}, {"other":1}]
        """);

    JsonNode task = imported("/mixed");

    String id = task.get("id").asString();
    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 1 record imported, 4 skipped due to errors");
    assertThat(client.get("/api/imports/" + id + "/rejects.csv").body())
        .isEqualToNormalizingNewlines(
            """
            \ufeffline,reason,name,email,phone,other
            2,E-mail 'nonsense' is not an e-mail address,Ben,nonsense,,
            3,The item is not a JSON object,,,,
            4,The row contains a NUL character,NUL␀,,,
            5,The row has neither a name nor an e-mail address nor a phone number,,,,1
            """);
  }

  @Test
  void an_api_without_items_is_an_import_of_nothing() {
    web.serves("/none", "application/json", "{\"items\":[]}");

    assertThat(imported("/none").get("status_message").asString())
        .isEqualTo("Import complete! 0 records imported");
  }

  @Test
  void what_is_no_page_fails_in_sentences() {
    web.serves("/html", "text/html", "<html>");
    web.serves("/object", "application/json", "{\"name\":\"Ada\"}");
    web.serves("/huge", "application/json", "[" + " ".repeat(9 << 20) + "]");

    assertThat(code("/html")).isEqualTo("not_a_page");
    assertThat(code("/object")).isEqualTo("not_a_page");
    assertThat(code("/huge")).isEqualTo("too_large");
  }

  @Test
  void an_api_that_leads_elsewhere_or_in_circles_is_left() {
    web.serves(
        "/elsewhere",
        "application/json",
        "{\"items\":[%s],\"next\":\"http://127.0.0.1:5432/\"}".formatted(items(1)));
    web.serves(
        "/circle", "application/json", "{\"items\":[%s],\"next\":\"/circle\"}".formatted(items(1)));

    assertThat(code("/elsewhere")).isEqualTo("other_server");
    assertThat(code("/circle")).isEqualTo("endless_pages");
  }

  private String code(String path) {
    JsonNode task = imported(path);
    assertThat(task.get("status").asString()).isEqualTo("failed");
    return task.get("error_details").get("code").asString();
  }

  private JsonNode imported(String path) {
    return client.ended(
        client.start(
            Map.of("source_type", "api", "file_url", web.url(path), "target", "contacts")));
  }

  private static long lines(JsonNode task) {
    return server.count(
        "select count(distinct email) from meanwhile.contacts where import_task_id = ?",
        UUID.fromString(task.get("id").asString()));
  }

  private static int page(HttpExchange exchange) throws IOException {
    var number = Pattern.compile("(?:page=|cursor=c)(\\d+)").matcher("" + exchange.getRequestURI());
    return number.find() ? Integer.parseInt(number.group(1)) : 1;
  }

  private static String items(int page) {
    List<String> items =
        IntStream.range((page - 1) * PAGE, page * PAGE)
            .mapToObj(i -> "{\"name\":\"P%d\",\"email\":\"p%d@example.org\"}".formatted(i, i))
            .toList();
    return items.stream().collect(Collectors.joining(","));
  }
}
