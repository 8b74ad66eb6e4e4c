package dev.meanwhile.server.types;

import dev.meanwhile.server.routes.Route;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the tasks of a type go, for those who look after it; without secrets.
///
/// @param header the name of the header that is sent
/// @param signed with how many secrets calls are signed
/// @param origins where each setting was written
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
    @Nullable String problem) {

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
        problem);
  }
}
