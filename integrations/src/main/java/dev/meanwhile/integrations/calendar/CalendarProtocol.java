package dev.meanwhile.integrations.calendar;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Protocol;
import dev.meanwhile.integrations.simulator.Reply;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Google Calendar and the place that gives out its tokens, as documented. It knows one service
/// account, whose key it makes itself, and checks what that signed.
public final class CalendarProtocol implements Protocol {
  private static final String ACCOUNT = "desk@meanwhile.iam.gserviceaccount.example";
  private static final String OURS = "@group.calendar.google.com";
  private static final Pattern EVENTS = Pattern.compile("/calendar/v3/calendars/([^/]+)/events");
  private static final Pattern EVENT =
      Pattern.compile("/calendar/v3/calendars/([^/]+)/events/([a-v0-9]{5,1024})");

  private final KeyPair keys = keys();
  private final Map<String, Map<String, ObjectNode>> calendars = new LinkedHashMap<>();
  private final Set<String> tokens = new HashSet<>();
  private volatile boolean remembersAll;

  /// @param known the calendars that are there already
  public CalendarProtocol(String... known) {
    for (String calendar : known) {
      calendars.put(calendar, new LinkedHashMap<>());
    }
  }

  /// Also knows every calendar that it would have made before it was started: it forgets what it
  /// keeps when its program ends, and those who asked it do not.
  public CalendarProtocol rememberingAll() {
    remembersAll = true;
    return this;
  }

  /// The file that Google's console would hand out.
  ///
  /// @param simulator where it listens
  public String accountKey(URI simulator) {
    String base64 = Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded());
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of(
                "type",
                "service_account",
                "client_email",
                ACCOUNT,
                "private_key_id",
                "1",
                "private_key",
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(base64),
                "token_uri",
                simulator + "/token"));
  }

  /// Takes back every token, as when an administrator does so.
  public synchronized void revoke() {
    tokens.clear();
  }

  /// What stands in a calendar now.
  public synchronized List<JsonNode> events(String calendar) {
    return calendars.getOrDefault(calendar, Map.of()).values().stream()
        .filter(event -> event.path("status").asString("").equals("confirmed"))
        .<JsonNode>map(ObjectNode::deepCopy)
        .toList();
  }

  @Override
  public synchronized Reply answer(Call call) {
    if (call.path().equals("/token")) {
      return token(call.body());
    }
    String shown = call.header("Authorization");
    if (shown == null || !tokens.contains(shown.replaceFirst("^Bearer ", ""))) {
      return error(401);
    }
    Matcher events = EVENTS.matcher(call.path());
    Matcher event = EVENT.matcher(call.path());
    if (call.method().equals("POST") && call.path().equals("/calendar/v3/calendars")) {
      String id = UUID.nameUUIDFromBytes(call.body().getBytes(StandardCharsets.UTF_8)) + OURS;
      calendars.put(id, new LinkedHashMap<>());
      return Reply.json(200, Map.of("kind", "calendar#calendar", "id", id));
    }
    if (remembersAll && (events.matches() || event.matches())) {
      String named = events.matches() ? events.group(1) : event.group(1);
      if (named.endsWith(OURS)) {
        calendars.computeIfAbsent(named, _ -> new LinkedHashMap<>());
      }
    }
    if (call.method().equals("POST") && events.matches()) {
      return insert(calendars.get(events.group(1)), call.json());
    }
    if (!event.matches() || !calendars.containsKey(event.group(1))) {
      return error(404);
    }
    Map<String, ObjectNode> calendar = calendars.getOrDefault(event.group(1), Map.of());
    ObjectNode known = calendar.get(event.group(2));
    return switch (call.method()) {
      case "PUT" -> known == null ? error(404) : update(calendar, event.group(2), call.json());
      case "DELETE" -> {
        if (known == null) {
          yield error(404);
        }
        if (known.path("status").asString("").equals("cancelled")) {
          yield error(410);
        }
        known.put("status", "cancelled");
        yield Reply.empty(204);
      }
      default -> error(404);
    };
  }

  private Reply insert(@Nullable Map<String, ObjectNode> calendar, JsonNode asked) {
    if (calendar == null) {
      return error(404);
    }
    String id = asked.path("id").asString("");
    if (!id.matches("[a-v0-9]{5,1024}") || !timed(asked)) {
      return error(400);
    }
    return calendar.containsKey(id) ? error(409) : update(calendar, id, asked);
  }

  private static Reply update(Map<String, ObjectNode> calendar, String id, JsonNode asked) {
    if (!timed(asked)) {
      return refused(400, "required", "Missing end time.");
    }
    ObjectNode event = ((ObjectNode) asked).deepCopy();
    event.put("id", id);
    event.put("kind", "calendar#event");
    calendar.put(id, event);
    return Reply.json(200, event);
  }

  private static boolean timed(JsonNode event) {
    return event.path("start").hasNonNull("dateTime") && event.path("end").hasNonNull("dateTime");
  }

  private Reply token(String form) {
    String assertion = "";
    for (String field : form.split("&", -1)) {
      if (field.startsWith("assertion=")) {
        assertion = URLDecoder.decode(field.substring(10), StandardCharsets.UTF_8);
      }
    }
    try {
      SignedJWT signed = SignedJWT.parse(assertion);
      boolean genuine = signed.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()));
      if (genuine && ACCOUNT.equals(signed.getJWTClaimsSet().getIssuer())) {
        String token = "ya29." + UUID.randomUUID();
        tokens.add(token);
        return Reply.json(
            200, Map.of("access_token", token, "expires_in", 3_599, "token_type", "Bearer"));
      }
    } catch (ParseException | JOSEException notSigned) {
      // It is refused below.
    }
    return Reply.json(
        400, Map.of("error", "invalid_grant", "error_description", "Invalid JWT Signature."));
  }

  @Override
  public Reply error(int status) {
    return switch (status) {
      case 400 -> refused(400, "required", "Missing end time.");
      case 401 -> refused(401, "authError", "Invalid Credentials");
      case 403 -> refused(403, "forbiddenForNonOrganizer", "Forbidden");
      case 404 -> refused(404, "notFound", "Not Found");
      case 409 -> refused(409, "duplicate", "The requested identifier already exists.");
      case 410 -> refused(410, "deleted", "Resource has been deleted");
      case 429 -> refused(429, "rateLimitExceeded", "Rate Limit Exceeded");
      default -> refused(status, "backendError", "Backend Error");
    };
  }

  private static Reply refused(int code, String reason, String message) {
    Map<String, Object> one = Map.of("domain", "global", "reason", reason, "message", message);
    return Reply.json(
        code, Map.of("error", Map.of("code", code, "message", message, "errors", List.of(one))));
  }

  @Override
  public Reply wrong(Call call) {
    return Reply.json(200, Map.of("id", List.of(1), "access_token", List.of()));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has RSA.", e);
    }
  }
}
