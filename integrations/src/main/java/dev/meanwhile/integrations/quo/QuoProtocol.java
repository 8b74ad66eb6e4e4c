package dev.meanwhile.integrations.quo;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Contacts and messages of Quo, as documented. Two contacts with the same source and external id
/// are refused with 409.
public final class QuoProtocol implements Protocol {
  private static final Pattern ONE = Pattern.compile("/v1/contacts/([A-Za-z0-9]+)");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

  private final String key;
  private final Map<String, ObjectNode> contacts = new LinkedHashMap<>();
  private final List<JsonNode> messages = new ArrayList<>();
  private int numbers;

  /// @param key the only one it lets in
  public QuoProtocol(String key) {
    this.key = key;
  }

  /// The contacts it keeps, the oldest first.
  public synchronized List<JsonNode> contacts() {
    return contacts.values().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  /// What was sent, the oldest first: `{content, from, to: […]}`.
  public synchronized List<JsonNode> messages() {
    return List.copyOf(messages);
  }

  @Override
  public synchronized Reply answer(Call call) {
    if (!key.equals(call.header("Authorization"))) {
      return error(401);
    }
    Matcher one = ONE.matcher(call.path());
    return switch (call.method() + " " + (one.matches() ? "one" : call.path())) {
      case "POST /v1/contacts" -> create(call.json());
      case "GET /v1/contacts" -> list(call.query());
      case "PATCH one" -> change(one.group(1), call.json());
      case "DELETE one" -> contacts.remove(one.group(1)) == null ? error(404) : Reply.empty(204);
      case "POST /v1/messages" -> send(call.json());
      default -> error(404);
    };
  }

  private Reply create(JsonNode asked) {
    if (asked.path("defaultFields").path("firstName").asString("").isEmpty()) {
      return refused(
          400, "Bad Request", "Validation failed", "defaultFields/firstName", "Required");
    }
    String external = asked.path("externalId").asString("");
    if (find(external, asked.path("source").asString("public-api")).isPresent()) {
      return error(409);
    }
    String id = "66d0d87e8dc1211467%06d".formatted(++numbers);
    ObjectNode contact = ((ObjectNode) asked).deepCopy();
    contact.put("id", id);
    contacts.put(id, contact);
    return Reply.json(201, Map.of("data", contact));
  }

  private Reply change(String id, JsonNode asked) {
    ObjectNode contact = contacts.get(id);
    if (contact == null || !asked.isObject()) {
      return error(contact == null ? 404 : 400);
    }
    asked.properties().forEach(field -> contact.set(field.getKey(), field.getValue()));
    return Reply.json(200, Map.of("data", contact));
  }

  private Reply list(String query) {
    Matcher asked = Pattern.compile("(?:^|&)externalIds=([^&]*)").matcher(query);
    Matcher source = Pattern.compile("(?:^|&)sources=([^&]*)").matcher(query);
    List<ObjectNode> found =
        asked.find() && source.find()
            ? find(decoded(asked.group(1)), decoded(source.group(1))).stream().toList()
            : List.copyOf(contacts.values());
    return Reply.json(200, Map.of("data", found, "totalItems", found.size()));
  }

  private Optional<ObjectNode> find(String external, String source) {
    return contacts.values().stream()
        .filter(contact -> contact.path("externalId").asString("").equals(external))
        .filter(contact -> contact.path("source").asString("").equals(source))
        .findFirst();
  }

  private Reply send(JsonNode asked) {
    String content = asked.path("content").asString("");
    String to = asked.path("to").path(0).asString("");
    if (content.isEmpty() || content.length() > 1_600) {
      return refused(
          400, "Bad Request", "Validation failed", "content", "Expected 1 to 1600 characters");
    }
    if (!NUMBER.matcher(to).matches()) {
      return refused(
          400, "Bad Request", "Validation failed", "to/0", "Expected a phone number in E.164");
    }
    messages.add(asked);
    String id = "AC%020d".formatted(messages.size());
    Map<String, Object> message =
        Map.of(
            "id",
            id,
            "to",
            List.of(to),
            "from",
            asked.path("from").asString(""),
            "text",
            content,
            "status",
            "sent");
    return Reply.json(202, Map.of("data", message));
  }

  @Override
  public Reply error(int status) {
    return switch (status) {
      case 400 -> refused(400, "Bad Request", "Validation failed", "", "");
      case 401 -> refused(401, "Unauthorized", "The API key %s is invalid".formatted(key), "", "");
      case 402 ->
          refused(
              402,
              "Not Enough Credits",
              "The organization does not have enough prepaid credits to send the message",
              "",
              "");
      case 403 -> refused(403, "Not Allowed", "US carrier registration is not approved", "", "");
      case 404 -> refused(404, "Not Found", "Contact not found", "", "");
      case 409 ->
          refused(
              409,
              "Conflict",
              "A contact with the same source and external ID already exists",
              "",
              "");
      case 429 -> refused(429, "Too Many Requests", "Rate limit exceeded", "", "");
      default -> refused(status, "Unknown Error", "An unknown error occurred", "", "");
    };
  }

  private static Reply refused(
      int status, String title, String message, String path, String detail) {
    List<Map<String, String>> errors =
        path.isEmpty() ? List.of() : List.of(Map.of("path", path, "message", detail));
    return Reply.json(
        status,
        Map.of(
            "message", message,
            "code", "0800" + status,
            "status", status,
            "docs", "https://quo.com/docs",
            "title", title,
            "trace", "12345",
            "errors", errors));
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, Map.of("data", Map.of("id", 7)));
  }

  private static String decoded(String text) {
    return java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
