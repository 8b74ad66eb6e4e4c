package dev.meanwhile.integrations.maps;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// The route matrix of Google's Routes API, as documented.
///
/// @param key the only one it lets in
public record RoutesProtocol(String key) implements Protocol {

  @Override
  public Reply answer(Call call) {
    if (!call.path().equals("/distanceMatrix/v2:computeRouteMatrix")
        || !call.method().equals("POST")) {
      return error(404);
    }
    String shown = call.header("X-Goog-Api-Key");
    if (shown == null) {
      return error(403);
    }
    if (!shown.equals(key)) {
      return refused(
          400,
          "INVALID_ARGUMENT",
          "API key not valid. Please pass a valid API key.",
          "API_KEY_INVALID");
    }
    String fields = call.header("X-Goog-FieldMask");
    if (fields == null) {
      return refused(400, "INVALID_ARGUMENT", "FieldMask is a required parameter.", "");
    }
    JsonNode origins = call.json().path("origins");
    JsonNode destinations = call.json().path("destinations");
    if (origins.isEmpty() || destinations.isEmpty()) {
      return refused(400, "INVALID_ARGUMENT", "Origin and destination must be set.", "");
    }
    if (origins.size() * destinations.size() > 625) {
      return refused(400, "INVALID_ARGUMENT", "The number of elements exceeds 625.", "");
    }
    List<Map<String, Object>> elements = new ArrayList<>();
    for (int from = 0; from < origins.size(); from++) {
      for (int to = 0; to < destinations.size(); to++) {
        elements.add(element(from, to, place(origins.path(from)), place(destinations.path(to))));
      }
    }
    // They come as they are found.
    Collections.shuffle(elements, new Random(elements.size()));
    return Reply.json(200, elements);
  }

  private static Map<String, Object> element(int from, int to, String origin, String destination) {
    if (!Roads.known(origin) || !Roads.known(destination)) {
      Map<String, Object> status = Map.of("code", 5, "message", "Geocoding failed.");
      return Map.of("originIndex", from, "destinationIndex", to, "status", status);
    }
    if (!Roads.reachable(origin, destination)) {
      return Map.of(
          "originIndex",
          from,
          "destinationIndex",
          to,
          "status",
          Map.of(),
          "condition",
          "ROUTE_NOT_FOUND");
    }
    Roads.Road road = Roads.between(origin, destination);
    return Map.of(
        "originIndex",
        from,
        "destinationIndex",
        to,
        "status",
        Map.of(),
        "condition",
        "ROUTE_EXISTS",
        "distanceMeters",
        road.meters(),
        "duration",
        road.seconds() + "s");
  }

  private static String place(JsonNode end) {
    JsonNode waypoint = end.path("waypoint");
    JsonNode point = waypoint.path("location").path("latLng");
    return waypoint.has("address")
        ? waypoint.path("address").asString("")
        : "%s,%s".formatted(point.path("latitude"), point.path("longitude"));
  }

  @Override
  public Reply error(int status) {
    return switch (status) {
      case 400 -> refused(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", "");
      case 401 ->
          refused(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", "");
      case 403 -> refused(403, "PERMISSION_DENIED", "The request is missing a valid API key.", "");
      case 404 -> refused(404, "NOT_FOUND", "Method not found.", "");
      case 409 -> refused(409, "ABORTED", "The request was aborted.", "");
      case 429 ->
          refused(
              429,
              "RESOURCE_EXHAUSTED",
              "Quota exceeded for quota metric 'Compute route matrix elements' and limit"
                  + " 'elements per minute' (key=%s).".formatted(key),
              "RATE_LIMIT_EXCEEDED");
      case 503 -> refused(503, "UNAVAILABLE", "The service is currently unavailable.", "");
      default -> refused(status, "INTERNAL", "Internal error encountered.", "");
    };
  }

  private static Reply refused(int code, String status, String message, String reason) {
    Map<String, Object> info =
        Map.of("@type", "type.googleapis.com/google.rpc.ErrorInfo", "reason", reason);
    Map<String, Object> error =
        Map.of(
            "code", code,
            "message", message,
            "status", status,
            "details", reason.isEmpty() ? List.of() : List.of(info));
    return Reply.json(code, List.of(Map.of("error", error)));
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(
        200,
        List.of(
            Map.of(
                "originIndex",
                "first",
                "destinationIndex",
                0,
                "condition",
                "ROUTE_EXISTS",
                "duration",
                12)));
  }

  /// It keeps its key to itself.
  @Override
  public String toString() {
    return "Google Routes";
  }
}
