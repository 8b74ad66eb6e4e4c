package dev.meanwhile.server.callbacks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryAfter;
import dev.meanwhile.server.secret.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Makes three sentences of what workflows send when something failed: our own fields, the
/// `error_details` of the source documents, and the errors of n8n's nodes and error workflows,
/// which hide the partner's own words in a text of JSON and carry the secrets of the call.
final class Failures {
  private static final int LONGEST = 500;
  private static final int LARGEST_DETAIL = 8_000;
  private static final Pattern STATUS = Pattern.compile("\\b([1-5]\\d\\d)\\b");
  private static final Pattern LEADING =
      Pattern.compile("^\\s*([1-5]\\d\\d)\\s*-\\s*(.*)$", Pattern.DOTALL);

  private final Said said;
  private final String title;
  private @Nullable Integer status;
  private @Nullable String retryAfter;
  private @Nullable String node;

  private Failures(Said said, String title) {
    this.said = said;
    this.title = title;
  }

  static Outcome.Failed read(Said said, String title) {
    return new Failures(said, title).read();
  }

  private Outcome.Failed read() {
    JsonNode details = first("error_details", "error_info", "error");
    JsonNode execution = said.node("execution");
    if (details == null && execution != null && execution.isObject()) {
      details = execution.get("error");
      node = text(execution, "lastNodeExecuted");
    }
    if (details != null && details.isString()) {
      JsonNode inside = json(details.asString());
      details = inside == null ? details : inside;
    }
    String why = said.text("why", "error_message");
    if (why == null && details != null) {
      why = reason(details, 0);
    }
    if (why == null) {
      why = said.text("status_message", "message");
    }
    why = why == null ? "the workflow gave no reason" : why;
    if (status != null && !why.contains(String.valueOf(status))) {
      why = "HTTP %d: %s".formatted(status, why);
    }
    Duration pause = pause();
    boolean retryable = retryable();
    String what = said.text("what");
    String advice = said.text("advice");
    return new Outcome.Failed(
        clean(
            what != null
                ? what
                : node != null ? "%s failed at '%s'".formatted(title, node) : title + " failed"),
        clean(why),
        clean(advice != null ? advice : advice(pause, retryable)),
        code(),
        retryable,
        pause,
        detail(details));
  }

  private @Nullable JsonNode first(String... names) {
    for (String name : names) {
      JsonNode value = said.node(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /// The words of whoever refused, as deep as they lie: `error.error` is a text like `429 -
  /// {"error":{"message":"Rate limit exceeded"}}`.
  private @Nullable String reason(JsonNode error, int depth) {
    if (error.isString()) {
      return spoken(error.asString(), depth);
    }
    if (error.isArray() && !error.isEmpty() && depth <= 5) {
      // Interfaces of Google that stream wrap their error into a list.
      return reason(error.get(0), depth + 1);
    }
    if (!error.isObject() || depth > 5) {
      return null;
    }
    look(error);
    JsonNode inner = error.get("error");
    String deeper = inner == null ? null : reason(inner, depth + 1);
    if (deeper != null) {
      return deeper;
    }
    for (String name :
        new String[] {"message", "description", "detail", "reason", "title", "errorMessage"}) {
      String words = text(error, name);
      if (words != null && !words.isBlank()) {
        return spoken(words, depth);
      }
    }
    JsonNode cause = error.get("cause");
    return cause == null ? null : reason(cause, depth + 1);
  }

  private @Nullable String spoken(String text, int depth) {
    Matcher leading = LEADING.matcher(text);
    String rest = text;
    if (leading.matches()) {
      status = status == null ? Integer.valueOf(leading.group(1)) : status;
      rest = leading.group(2).strip();
    }
    String unquoted = rest.startsWith("\"") && rest.endsWith("\"") ? unquoted(rest) : rest;
    JsonNode inside = unquoted.matches("(?s)[{\\[].*") ? json(unquoted) : null;
    String words = inside == null ? null : reason(inside, depth + 1);
    // Of a stack trace the first line is for people.
    String line = (words == null ? unquoted : words).strip().lines().findFirst().orElse("");
    return line.isBlank() ? null : line;
  }

  private static String unquoted(String text) {
    try {
      return Json.mapper().readTree(text).asString();
    } catch (JacksonException noJson) {
      return text;
    }
  }

  /// Notes what else is known: the status, the pause, the node.
  private void look(JsonNode error) {
    for (String name : new String[] {"httpCode", "status", "statusCode", "code"}) {
      String text = text(error, name);
      Matcher found = STATUS.matcher(text == null ? "" : text);
      if (status == null && found.matches()) {
        status = Integer.valueOf(found.group(1));
      }
    }
    JsonNode response = error.get("response");
    JsonNode headers = response != null && response.isObject() ? response.get("headers") : null;
    if (headers != null && headers.isObject() && retryAfter == null) {
      retryAfter = text(headers, "retry-after");
    }
    JsonNode where = error.get("node");
    String name =
        where == null ? null : where.isObject() ? text(where, "name") : text(error, "node");
    node = node == null ? name : node;
  }

  private @Nullable Duration pause() {
    String own = said.text("retry_after_seconds", "retry_after");
    // A date without the clock of whoever wrote it counts as past, and so as nothing.
    Duration pause = RetryAfter.parse(own == null ? retryAfter : own, Instant.MAX);
    return pause == null || pause.isZero() ? null : pause;
  }

  private boolean retryable() {
    JsonNode own = said.node("retryable");
    if (own != null) {
      return own.isBoolean() ? own.asBoolean() : !"false".equalsIgnoreCase(own.asString());
    }
    return status == null || status >= 500 || status == 408 || status == 425 || status == 429;
  }

  private String code() {
    String own = said.text("code");
    if (own != null && own.matches("[a-z][a-z0-9_]{0,49}")) {
      return own;
    }
    return status == null ? "workflow_failed" : status == 429 ? "rate_limited" : "http_" + status;
  }

  private static String advice(@Nullable Duration pause, boolean retryable) {
    if (pause != null && !pause.isZero()) {
      long seconds = pause.toSeconds();
      long minutes = (seconds + 59) / 60;
      return seconds < 60
          ? "Try again in %d seconds.".formatted(seconds)
          : minutes == 1 ? "Try again in 1 minute." : "Try again in %d minutes.".formatted(minutes);
    }
    return retryable ? "Try again later." : "An admin should look at the workflow.";
  }

  private static Map<String, ?> detail(@Nullable JsonNode details) {
    if (details == null) {
      return Map.of();
    }
    Map<String, Object> detail = new LinkedHashMap<>();
    JsonNode clean = Redaction.tree(details);
    if (Json.write(clean).length() > LARGEST_DETAIL) {
      detail.put("error", Json.write(clean).substring(0, LARGEST_DETAIL) + "…");
    } else {
      detail.put("error", clean);
    }
    return detail;
  }

  private static String clean(String text) {
    String safe = Redaction.text(text).strip();
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST - 1) + "…";
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value != null && (value.isString() || value.isNumber()) ? value.asString() : null;
  }

  /// @return null when it is no JSON
  static @Nullable JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException noJson) {
      return null;
    }
  }
}
