package dev.meanwhile.server.types;

import dev.meanwhile.server.routes.Route;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the tasks of a type go, for those who look after it; without secrets.
///
/// @param header the name of the header that is sent
/// @param signed with how many secrets calls are signed
/// @param origins where each setting was written
/// @param settings each setting with its value, written or not, without secrets
/// @param problem what is wrong with the configuration since it was last changed
record RouteJson(
    String url,
    String mode,
    @Nullable String workflowId,
    @Nullable Integer concurrency,
    int calls,
    long silenceSeconds,
    int signed,
    @Nullable String header,
    Map<String, String> origins,
    List<Setting> settings,
    @Nullable String problem) {

  /// @param value as people read it
  /// @param origin where it was written; "default" when it was not
  record Setting(String name, String value, String origin) {}

  static @Nullable RouteJson of(@Nullable Route route, @Nullable String problem) {
    if (route == null) {
      return null;
    }
    Route.Header header = route.header();
    return new RouteJson(
        route.shownUrl(),
        route.mode().text(),
        route.workflowId(),
        route.concurrency(),
        route.calls(),
        route.silence().toSeconds(),
        route.secrets().size(),
        header == null ? null : header.name(),
        new TreeMap<>(route.origins()),
        settings(route),
        problem);
  }

  private static List<Setting> settings(Route route) {
    int secrets = route.secrets().size();
    Route.Header header = route.header();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("url", route.shownUrl());
    values.put("mode", route.mode().text());
    values.put("timeout", span(route.timeout()));
    values.put("silence", span(route.silence()));
    values.put("retries", route.retries());
    values.put("workflow_id", route.workflowId());
    values.put(
        "secret", secrets == 0 ? null : secrets == 1 ? "one" : "two, while one is exchanged");
    values.put("header", header == null ? null : header.name() + ": …");
    values.put("concurrency", route.concurrency());
    values.put("calls", route.calls());
    values.put("dependency", route.dependency());
    values.put("title", route.title());
    return values.entrySet().stream()
        .map(one ->
            new Setting(
                one.getKey(),
                one.getValue() == null ? "none" : one.getValue().toString(),
                route.origins().getOrDefault(one.getKey(), "default")))
        .toList();
  }

  private static String span(Duration span) {
    return span.toSeconds() + " s";
  }
}
