package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryAfter;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.routes.Route.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Says what it means for an attempt how its call was answered. Pure.
final class Readings {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Route route;
  private final String title;

  Readings(Route route) {
    this.route = route;
    this.title = route.type().title();
  }

  /// @param now by our clock; the other side's own counts more when it says it
  Outcome answered(Answer answer, Instant now) {
    if (answer.welcomes()) {
      return route.mode() == Mode.ANSWER ? result(answer) : handedOver(answer);
    }
    Instant theirs = RetryAfter.date(answer.header("date"));
    Duration pause =
        RetryAfter.parse(answer.header("retry-after"), Objects.requireNonNullElse(theirs, now));
    int status = answer.status();
    if (status >= 300 && status < 400) {
      return failed(
          "%s answered with a redirect (%d), which is not followed".formatted(route.host(), status),
          "An admin must correct the address of this kind of task.",
          "redirect");
    }
    if (status == 410) {
      return failed(
          route.host() + " says that the workflow is gone (410)",
          "An admin must correct the address of this kind of task.",
          "gone");
    }
    if (status == 401 || status == 403) {
      return failed(
          "%s did not accept our call (%d)".formatted(route.host(), status),
          "An admin must look at the secret or the header of this kind of task.",
          "not_accepted");
    }
    if (status == 404) {
      return failed(
          route.host() + " knows no such workflow (404)",
          "An admin must publish the workflow, or correct its address; then try again.",
          "no_workflow");
    }
    String why = "%s answered %d%s".formatted(route.host(), status, name(status));
    if (status >= 500 || PASSING.contains(status)) {
      String code = status == 429 ? "rate_limited" : "http_" + status;
      return Outcome.failedForNow(title + " could not be started", why, "Try again later.", code)
          .after(pause);
    }
    return failed(why, "An admin must look at the workflow.", "http_" + status);
  }

  private static String name(int status) {
    return switch (status) {
      case 400 -> " (bad request)";
      case 408 -> " (it waited too long)";
      case 413 -> " (too large)";
      case 429 -> " (too many calls)";
      case 500 -> " (an error of its own)";
      case 502, 504 -> " (it could not reach the workflow)";
      case 503 -> " (not available)";
      default -> "";
    };
  }

  private Outcome handedOver(Answer answer) {
    return new Outcome.HandedOver(
        "It has been started; the workflow says itself how it goes.",
        executionId(answer),
        route.silence(),
        true);
  }

  /// `{"n8n_execution_id": "17"}`, or the same as `execution_id` or `executionId`.
  private static @Nullable String executionId(Answer answer) {
    JsonNode body = json(answer);
    if (body != null && body.isObject()) {
      for (String name : new String[] {"n8n_execution_id", "execution_id", "executionId"}) {
        JsonNode id = body.get(name);
        if (id != null && (id.isString() || id.isNumber()) && id.asString().length() <= 255) {
          return id.asString();
        }
      }
    }
    return null;
  }

  private Outcome result(Answer answer) {
    if (answer.packed()) {
      return failed(
          route.host() + " sent a packed answer, which is not unpacked",
          "An admin must switch compression off there.",
          "packed_answer");
    }
    if (!answer.whole()) {
      return answer.body().length >= Webhooks.LARGEST_ANSWER
          ? failed(
              "the answer of %s is larger than %d KiB"
                  .formatted(route.host(), Webhooks.LARGEST_ANSWER / 1024),
              "An admin must make the workflow answer with less.",
              "answer_too_large")
          : Outcome.failedForNow(
              title + " failed",
              "the answer of %s broke off".formatted(route.host()),
              "Try again.",
              "answer_broken");
    }
    JsonNode body = json(answer);
    if (body == null) {
      return answer.text().isBlank()
          ? Outcome.completed()
          : Outcome.completed(Map.of("value", answer.text()));
    }
    JsonNode sentence = body.isObject() ? body.get("status_message") : null;
    return sentence != null && sentence.isString()
        ? Outcome.completed(body, sentence.asString())
        : Outcome.completed(body);
  }

  private static @Nullable JsonNode json(Answer answer) {
    try {
      String text = answer.text();
      return text.isBlank() ? null : Json.mapper().readTree(text);
    } catch (JacksonException noJson) {
      return null;
    }
  }

  Outcome unanswered(CallFailed failure) {
    if (!failure.sent()) {
      return Outcome.failedForNow(
          title + " could not be started",
          "%s cannot be reached: %s".formatted(route.host(), failure.why()),
          "An admin should look whether it runs.",
          "unreachable");
    }
    if (route.mode() == Mode.CALLBACK) {
      return unknown();
    }
    return Outcome.failedForNow(
        title + " failed",
        "%s gave no result: %s".formatted(route.host(), failure.why()),
        "Try again.",
        failure.late() ? "no_answer" : "connection_lost");
  }

  /// The other side may have begun, so the attempt goes on.
  Outcome unknown() {
    return new Outcome.HandedOver(
        "It was sent to %s, which has not confirmed it. We wait for its word."
            .formatted(route.host()),
        null,
        route.silence(),
        false);
  }

  private Outcome failed(String why, String advice, String code) {
    return Outcome.failed(title + " could not be started", why, advice, code);
  }
}
