package dev.meanwhile.integrations.quo;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Contacts and messages of a workspace of Quo, by version 1 of its interface: it is the one that
/// sends messages, and whose contacts have telephone numbers.
///
/// https://www.quo.com/docs/mdx/api-reference/introduction
public final class Quo implements Contacts, TextMessages, AutoCloseable {
  /// Where Quo answers.
  public static final URI QUO = URI.create("https://api.quo.com");

  private static final String SAVING = "The contact could not be saved";
  private static final String REMOVING = "The contact could not be removed";
  private static final String SENDING = "The message could not be sent";
  private static final String CONTACTS = "/v1/contacts";

  /// Whose contacts these are, in the partner's own words.
  private static final String SOURCE = "meanwhile";

  private final Caller caller;

  /// @param base [#QUO], or a simulator
  /// @param key not empty
  public Quo(URI base, String key, Duration deadline) {
    Partner quo = new Partner("Quo", base, deadline, List.of(key));
    // It wants the key alone, without "Bearer".
    caller = new Caller(quo, request -> request.header("Authorization", key), Quo::complaint);
  }

  @Override
  public String save(@Nullable String id, Contact contact) throws InterruptedException {
    if (id != null && changed(id, contact)) {
      return id;
    }
    String known = find(contact);
    if (known != null && changed(known, contact)) {
      return known;
    }
    try {
      return id(SAVING, caller.json(SAVING, "POST", CONTACTS, body(contact)), 201);
    } catch (PartnerFailed failed) {
      String other = failed.trouble() == Trouble.CONFLICT ? find(contact) : null;
      if (other != null && changed(other, contact)) {
        return other;
      }
      throw failed;
    }
  }

  /// @return false when there is no such contact any more
  private boolean changed(String id, Contact contact) throws InterruptedException {
    try {
      caller.json(SAVING, "PATCH", CONTACTS + "/" + encoded(id), body(contact));
      return true;
    } catch (PartnerFailed failed) {
      if (failed.trouble() == Trouble.MISSING) {
        return false;
      }
      throw failed;
    }
  }

  private @Nullable String find(Contact contact) throws InterruptedException {
    String query =
        "?externalIds=%s&sources=%s&maxResults=1".formatted(encoded(contact.key()), SOURCE);
    JsonNode found = caller.json(SAVING, "GET", CONTACTS + query, null).path("data");
    if (!found.isArray()) {
      throw caller.strange(SAVING, 200, "its list of contacts is none", false);
    }
    return found.isEmpty() ? null : text(SAVING, found.path(0).path("id"), 200);
  }

  @Override
  public void remove(String id) throws InterruptedException {
    try {
      caller.call(REMOVING, "DELETE", CONTACTS + "/" + encoded(id), null);
    } catch (PartnerFailed failed) {
      if (failed.trouble() != Trouble.MISSING) {
        throw failed;
      }
    }
  }

  @Override
  public String send(String from, String to, String text) throws InterruptedException {
    Map<String, Object> message = Map.of("content", text, "from", from, "to", List.of(to));
    try {
      return id(SENDING, caller.json(SENDING, "POST", "/v1/messages", message), 202);
    } catch (PartnerFailed failed) {
      throw failed.maybeDone()
          ? failed.advising(
              "It may have been sent all the same: look at the conversation in Quo before you send"
                  + " it again.")
          : failed;
    }
  }

  private static Map<String, Object> body(Contact contact) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("firstName", contact.firstName());
    fields.put("lastName", contact.lastName());
    fields.put("company", contact.company());
    fields.put("role", contact.role());
    fields.put("phoneNumbers", named("phone", contact.phones()));
    fields.put("emails", named("email", contact.emails()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("defaultFields", fields);
    body.put("externalId", contact.key());
    body.put("source", SOURCE);
    if (contact.link() != null) {
      body.put("sourceUrl", contact.link());
    }
    return body;
  }

  private static List<Map<String, String>> named(String name, List<String> values) {
    return values.stream().map(value -> Map.of("name", name, "value", value)).toList();
  }

  private String id(String what, JsonNode answer, int status) {
    return text(what, answer.path("data").path("id"), status);
  }

  private String text(String what, JsonNode id, int status) {
    if (!id.isString() || id.asString().isEmpty()) {
      throw caller.strange(what, status, "without an id", true);
    }
    return id.asString();
  }

  /// `{message, code, status, docs, title, trace, errors: [{path, message}]}`.
  private static Complaint complaint(Answer answer, JsonNode body) {
    StringBuilder words = new StringBuilder(body.path("message").asString(""));
    for (JsonNode error : body.path("errors")) {
      words
          .append("; ")
          .append(error.path("path").asString(""))
          .append(' ')
          .append(error.path("message").asString(""));
    }
    return Complaint.usual(answer.status(), words.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    caller.close();
  }
}
