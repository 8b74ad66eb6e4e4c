package dev.meanwhile.apps.errands.dataimport.source;

import dev.meanwhile.apps.errands.dataimport.guard.UserUrl;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The way from one page of an API to the next: a `Link` header (RFC 8288), an address in the
/// answer, a cursor, or the number of a page.
final class NextPage {
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[\\w*-]+\\s*=\\s*(?:\"[^\"]*\"|[^\",;\\s]*))*)");
  private static final Pattern NEXT =
      Pattern.compile(
          "(?i);\\s*rel\\s*=\\s*(?:\"(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"|next(?=$|[;,\\s]))");
  private static final List<String> ADDRESSES = List.of("next", "next_url", "next_page_url");
  private static final List<String> CURSORS = List.of("next_cursor", "nextCursor", "cursor_next");
  private static final List<String> NUMBERS = List.of("next_page", "nextPage");

  private NextPage() {}

  /// The address of the next page; null on the last.
  static @Nullable String of(UserUrl current, JsonNode answer, @Nullable String link) {
    String address = linked(link);
    if (address == null) {
      address = named(answer);
    }
    if (address != null) {
      return address.matches("\\d+")
          ? withParameter(current, "page", address)
          : resolved(current, address);
    }
    String cursor = value(answer, CURSORS);
    if (cursor != null) {
      return withParameter(current, "cursor", cursor);
    }
    String page = value(answer, NUMBERS);
    if (page == null) {
      return null;
    }
    return page.startsWith("/") || page.contains("://")
        ? resolved(current, page)
        : withParameter(current, "page", page);
  }

  static @Nullable String linked(@Nullable String header) {
    if (header == null) {
      return null;
    }
    Matcher links = LINK.matcher(header);
    while (links.find()) {
      if (NEXT.matcher(links.group(2)).find()) {
        return links.group(1);
      }
    }
    return null;
  }

  private static @Nullable String named(JsonNode answer) {
    String direct = value(answer, ADDRESSES);
    if (direct != null) {
      return direct;
    }
    JsonNode links = answer.path("links").path("next");
    String text = links.isObject() ? links.path("href").stringValue(null) : links.stringValue(null);
    return text == null || text.isBlank() ? null : text;
  }

  private static @Nullable String value(JsonNode answer, List<String> names) {
    for (String name : names) {
      JsonNode value = answer.path(name);
      String text = value.isIntegralNumber() ? value.toString() : value.stringValue(null);
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static String resolved(UserUrl current, String address) {
    URI here = current.uri();
    String there = address.strip();
    try {
      // Java resolves an address of nothing but a query against the folder instead of the page.
      return here.resolve(there.startsWith("?") ? here.getRawPath() + there : there).toString();
    } catch (IllegalArgumentException unreadable) {
      throw new SourceRefused(
          "The API names a next page whose address is not readable.",
          "Ask the owner of the API.",
          "bad_next_page");
    }
  }

  private static String withParameter(UserUrl current, String name, String value) {
    URI uri = current.uri();
    String kept =
        uri.getRawQuery() == null
            ? ""
            : uri.getRawQuery().replaceAll("(^|&)" + name + "=[^&]*", "").replaceAll("^&", "");
    String added = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return "%s%s?%s"
        .formatted(current.origin(), uri.getRawPath(), kept.isEmpty() ? added : kept + "&" + added);
  }
}
