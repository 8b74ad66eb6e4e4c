package dev.meanwhile.server.webhooks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Work;
import dev.meanwhile.server.routes.Route;
import dev.meanwhile.server.secret.Redaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// Keeps the last calls of each type, without secrets. A call is never held up by it: what cannot
/// be kept is not kept.
@Component
class CallLog {
  private static final Logger log = LoggerFactory.getLogger(CallLog.class);
  private static final int KEPT = 50;
  private static final int EVERY = 10;
  private static final int LONGEST = 8_000;

  private final CallStore store;

  CallLog(CallStore store) {
    this.store = store;
  }

  void keep(
      Route route, Work work, Call call, Duration took, @Nullable Answer answer, Outcome outcome) {
    try {
      keep(
          clean(
              route,
              work.taskId(),
              work.attempt(),
              call,
              took,
              answer,
              Redaction.text(verdict(outcome))));
    } catch (DataAccessException away) {
      log.debug("A call of task {} could not be kept.", work.taskId(), away);
    }
  }

  /// Keeps a test call.
  ///
  /// @return it without secrets
  KeptCall test(Route route, Call call, Duration took, @Nullable Answer answer, String verdict) {
    return keep(clean(route, null, 0, call, took, answer, Redaction.text(verdict)));
  }

  private KeptCall keep(KeptCall call) {
    KeptCall kept = store.insert(call);
    if (kept.id() % EVERY == 0) {
      store.prune(call.taskType(), KEPT);
    }
    return kept;
  }

  private static KeptCall clean(
      Route route,
      @Nullable UUID task,
      int attempt,
      Call call,
      Duration took,
      @Nullable Answer answer,
      String verdict) {
    return new KeptCall(
        0,
        route.taskType(),
        task,
        attempt,
        null,
        took.toMillis(),
        route.shownUrl(),
        head(call.head(), route),
        clean(call.body()),
        answer == null ? null : answer.status(),
        answer == null ? null : head(answer.head(), route),
        answer == null ? null : clean(answer.text()),
        verdict);
  }

  List<KeptCall> last(String type) {
    return store.last(type, KEPT);
  }

  private static Map<String, String> head(Map<String, String> head, Route route) {
    Map<String, String> clean = new LinkedHashMap<>();
    Route.Header own = route.header();
    head.forEach((name, value) -> {
      boolean ours = own != null && own.name().equalsIgnoreCase(name);
      clean.put(name, ours || Redaction.hides(name) ? "…" : storable(Redaction.text(value)));
    });
    return clean;
  }

  private static String clean(String body) {
    String text;
    try {
      text = Json.write(Redaction.tree(Json.mapper().readTree(body)));
    } catch (JacksonException noJson) {
      text = Redaction.text(body);
    }
    return storable(text);
  }

  private static String storable(String text) {
    String clean = text.replace("\u0000", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "Completed.";
      case Outcome.HandedOver handed -> handed.sentence();
      case Outcome.Failed failed -> "%s: %s.".formatted(failed.what(), failed.why());
      case Outcome.Postponed _, Outcome.Parked _, Outcome.Settled _ -> "";
    };
  }
}
