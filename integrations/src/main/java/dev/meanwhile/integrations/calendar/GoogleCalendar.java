package dev.meanwhile.integrations.calendar;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.http.Answer;
import dev.meanwhile.integrations.http.Caller;
import dev.meanwhile.integrations.http.Complaint;
import dev.meanwhile.integrations.http.Partner;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calendars of Google, by a service account.
///
/// https://developers.google.com/workspace/calendar/api/v3/reference
public final class GoogleCalendar implements Calendars, AutoCloseable {
  /// Where Google answers.
  public static final URI GOOGLE = URI.create("https://www.googleapis.com/calendar/v3");

  private static final String SCOPE = "https://www.googleapis.com/auth/calendar";
  private static final String PUTTING = "The appointment could not be put into the calendar";
  private static final String REMOVING = "The appointment could not be removed from the calendar";
  private static final String CREATING = "The calendar could not be created";

  private final Caller caller;
  private final GoogleTokens tokens;
  private volatile String token = "";

  /// @param base [#GOOGLE], or a simulator
  /// @param person in whose name the account acts; null for its own
  /// @param deadline for each call
  public GoogleCalendar(
      URI base,
      ServiceAccount account,
      @Nullable String person,
      Duration deadline,
      InstantSource clock) {
    Partner google = new Partner("Google Calendar", base, deadline, List.of());
    caller =
        new Caller(
            google,
            request -> request.header("Authorization", "Bearer " + token),
            GoogleCalendar::complaint);
    tokens = new GoogleTokens(account, SCOPE, person, deadline, clock);
  }

  @Override
  public void put(String calendar, Event event) throws InterruptedException {
    String events = "/calendars/" + encoded(calendar) + "/events";
    String id = EventId.of(event.id());
    Map<String, Object> body = body(id, event);
    try {
      made(call(PUTTING, "POST", events + "?sendUpdates=none", body), id);
    } catch (PartnerFailed failed) {
      if (failed.trouble() != Trouble.CONFLICT) {
        throw failed;
      }
      String one = events + "/" + id + "?sendUpdates=none";
      made(call(PUTTING, "PUT", one, body), id);
    }
  }

  private void made(JsonNode answer, String id) {
    if (!answer.path("id").asString("").equals(id)) {
      throw caller.strange(PUTTING, 200, "with another event", true);
    }
  }

  @Override
  public void remove(String calendar, UUID event) throws InterruptedException {
    String one =
        "/calendars/%s/events/%s?sendUpdates=none".formatted(encoded(calendar), EventId.of(event));
    try {
      JsonNode _ = call(REMOVING, "DELETE", one, null);
    } catch (PartnerFailed failed) {
      if (failed.trouble() != Trouble.MISSING) {
        throw failed;
      }
    }
  }

  @Override
  public String create(String title) throws InterruptedException {
    JsonNode made = call(CREATING, "POST", "/calendars", Map.of("summary", title));
    String id = made.path("id").asString("");
    if (id.isEmpty()) {
      throw caller.strange(CREATING, 200, "without an id", true);
    }
    return id;
  }

  /// A token may have been taken back before its time: then once again, with another.
  private JsonNode call(String what, String method, String path, @Nullable Object body)
      throws InterruptedException {
    String first = enter();
    try {
      return caller.json(what, method, path, body);
    } catch (PartnerFailed failed) {
      Integer status = failed.status();
      if (status == null || status != 401) {
        throw failed;
      }
      tokens.refused(first);
      enter();
      return caller.json(what, method, path, body);
    }
  }

  private String enter() throws InterruptedException {
    String fresh = tokens.get();
    caller.hide(fresh);
    token = fresh;
    return fresh;
  }

  private static Map<String, Object> body(String id, Event event) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("status", "confirmed");
    body.put("summary", event.title());
    body.put("description", event.description());
    body.put("location", event.location());
    body.put(
        "start", Map.of("dateTime", event.start().toString(), "timeZone", event.zone().getId()));
    body.put("end", Map.of("dateTime", event.end().toString(), "timeZone", event.zone().getId()));
    return body;
  }

  /// `{error: {code, message, errors: [{domain, reason, message}]}}`: 403 also means too often.
  private static Complaint complaint(Answer answer, JsonNode body) {
    JsonNode error = body.path("error");
    String reason = error.path("errors").path(0).path("reason").asString("");
    String words = error.path("message").stringValueOpt().orElse(null);
    return switch (reason) {
      case "rateLimitExceeded", "userRateLimitExceeded" -> new Complaint(Trouble.BUSY, words);
      case "quotaExceeded", "dailyLimitExceeded" -> new Complaint(Trouble.SPENT, words);
      default -> Complaint.usual(answer.status(), words);
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    caller.close();
    tokens.close();
  }
}
