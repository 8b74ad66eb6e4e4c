package dev.meanwhile.integrations.maps;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The Distance Matrix API of Google, as documented: most of its errors have the status 200.
///
/// @param key the only one it lets in
public record MatrixProtocol(String key) implements Protocol {

  @Override
  public Reply answer(Call call) {
    if (!call.path().equals("/maps/api/distancematrix/json") || !call.method().equals("GET")) {
      return Reply.text(404, "<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>");
    }
    Map<String, String> asked = parameters(call.query());
    if (!key.equals(asked.get("key"))) {
      return refused("REQUEST_DENIED", "The provided API key is invalid: key=" + asked.get("key"));
    }
    String[] origins = places(asked.getOrDefault("origins", ""));
    String[] destinations = places(asked.getOrDefault("destinations", ""));
    if (origins.length == 0 || destinations.length == 0) {
      return refused("INVALID_REQUEST", "");
    }
    if (origins.length > 25 || destinations.length > 25) {
      return refused("MAX_DIMENSIONS_EXCEEDED", "");
    }
    if (origins.length * destinations.length > 100) {
      return refused("MAX_ELEMENTS_EXCEEDED", "");
    }
    List<Object> rows = new ArrayList<>();
    for (String origin : origins) {
      List<Object> elements = new ArrayList<>();
      for (String destination : destinations) {
        elements.add(element(origin, destination));
      }
      rows.add(Map.of("elements", elements));
    }
    return Reply.json(
        200,
        Map.of(
            "status", "OK",
            "origin_addresses", origins,
            "destination_addresses", destinations,
            "rows", rows));
  }

  private static Map<String, Object> element(String from, String to) {
    if (!Roads.known(from) || !Roads.known(to)) {
      return Map.of("status", "NOT_FOUND");
    }
    if (!Roads.reachable(from, to)) {
      return Map.of("status", "ZERO_RESULTS");
    }
    Roads.Road road = Roads.between(from, to);
    return Map.of(
        "status", "OK",
        "duration", Map.of("value", road.seconds(), "text", road.seconds() / 60 + " mins"),
        "distance", Map.of("value", road.meters(), "text", road.meters() / 1000 + " km"));
  }

  private static String[] places(String text) {
    return text.isEmpty() ? new String[0] : text.split("\\|", -1);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> all = new HashMap<>();
    for (String one : query.split("&", -1)) {
      int sign = one.indexOf('=');
      if (sign > 0) {
        all.put(
            one.substring(0, sign),
            URLDecoder.decode(one.substring(sign + 1), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  @Override
  public Reply error(int status) {
    return switch (status) {
      case 400 -> refused("INVALID_REQUEST", "Invalid request.");
      case 401, 403 -> refused("REQUEST_DENIED", "This API project is not authorized: key=" + key);
      case 429 -> refused("OVER_QUERY_LIMIT", "You have exceeded your rate-limit for this API.");
      default -> status >= 500 ? refused("UNKNOWN_ERROR", "") : Reply.text(status, "");
    };
  }

  private static Reply refused(String status, String message) {
    Map<String, Object> body = new HashMap<>();
    body.put("status", status);
    body.put("rows", List.of());
    if (!message.isEmpty()) {
      body.put("error_message", message);
    }
    return Reply.json(200, body);
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, Map.of("status", "OK", "rows", "none"));
  }

  /// It keeps its key to itself.
  @Override
  public String toString() {
    return "Google Distance Matrix";
  }
}
