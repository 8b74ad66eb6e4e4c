package dev.meanwhile.apps.errands.dataimport.source;

import dev.meanwhile.apps.errands.dataimport.guard.UserUrl;
import dev.meanwhile.apps.errands.dataimport.guard.WebSource;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pages of an HTTP API: a list of JSON objects, alone or as `items`, `data` or `results` of an
/// object, and a way to the next page.
public final class ApiPages {
  /// The largest page, in bytes.
  public static final long LARGEST_PAGE = 8 << 20;

  private static final List<String> LISTS = List.of("items", "data", "results");
  private static final List<String> TOTALS = List.of("total", "total_count", "count");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final WebSource source;

  public ApiPages(WebSource source) {
    this.source = source;
  }

  /// Gets a page.
  ///
  /// @param address of the page; null for the first
  /// @throws SourceRefused when the answer is no page of objects
  public ApiPage get(@Nullable String address) {
    UserUrl url = address == null ? source.url() : UserUrl.parse(address);
    return source.get(url, "application/json", (body, link) -> read(body, link, url));
  }

  private static ApiPage read(InputStream body, @Nullable String link, UserUrl url) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException notJson) {
      throw refused("is not JSON");
    }
    JsonNode list = answer.isArray() ? answer : list(answer);
    if (list == null) {
      throw refused("has no list called items, data or results");
    }
    var items = new ArrayList<@Nullable Map<String, String>>(list.size());
    list.forEach(item -> items.add(item.isObject() ? values(item) : null));
    String next = NextPage.of(url, answer, link);
    return new ApiPage(items, items.isEmpty() ? null : next, total(answer, items.size(), next));
  }

  private static @Nullable JsonNode list(JsonNode answer) {
    for (String name : LISTS) {
      if (answer.path(name).isArray()) {
        return answer.path(name);
      }
    }
    return null;
  }

  /// A number that is no more than this page holds, though there are others, counts the page only.
  private static @Nullable Long total(JsonNode answer, int here, @Nullable String next) {
    for (String name : TOTALS) {
      JsonNode total = answer.path(name);
      if (total.isIntegralNumber()
          && total.canConvertToLong()
          && total.longValue() >= here
          && (next == null || total.longValue() > here)) {
        return total.longValue();
      }
    }
    return null;
  }

  private static Map<String, String> values(JsonNode item) {
    Map<String, String> values = new LinkedHashMap<>();
    item.properties().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
    return values;
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static SourceRefused refused(String what) {
    return new SourceRefused(
        "The answer of the API %s.".formatted(what),
        "Use an address that answers with a list of JSON objects.",
        "not_a_page");
  }
}
