package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.BulkChange;
import dev.meanwhile.engine.BulkChange.Kind;
import dev.meanwhile.engine.BulkChange.Which;
import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.change.Reason;
import dev.meanwhile.server.json.TaskJson;
import dev.meanwhile.server.problem.Refusal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns a request into a change of many tasks, held within what its sender may see.
@Component
class BulkDesk {
  private final Tasks tasks;
  private final VisibleTasks visible;
  private final Audit audit;

  BulkDesk(Tasks tasks, VisibleTasks visible, Audit audit) {
    this.tasks = tasks;
    this.visible = visible;
    this.audit = audit;
  }

  long count(String action, BulkOrder.Chosen chosen, Caller caller) {
    Kind kind = kind("?action", action);
    return tasks.count(kind, which(kind, chosen, caller, "?"));
  }

  TaskJson change(BulkOrder order, Caller caller) {
    Kind kind = kind("/action", order.action());
    var chosen = order.filter() == null ? new BulkOrder.Chosen(null, null, null) : order.filter();
    Which which = which(kind, chosen, caller, "/filter/");
    Long expected = order.expected();
    if (expected == null || expected < 1) {
      throw refused(
          422,
          "/expected",
          "'expected' is how many tasks you have seen, at least 1: GET /api/tasks/changes/count"
              + " tells.");
    }
    int limit = order.limit() == null ? BulkChange.MOST : order.limit();
    if (limit < 1 || limit > BulkChange.MOST) {
      throw refused(422, "/limit", "'limit' goes from 1 to %,d.".formatted(BulkChange.MOST));
    }
    var request =
        ChangeRequest.by(caller.id(), caller.actor()).because(Reason.checked(order.reason()));
    Submitted submitted =
        audit.change(
            caller,
            entry -> {
              var change = new BulkChange(kind, which, expected, limit, request.audited(entry));
              Submitted one = submitted(change);
              return new Audit.Done<>(one, deed(order, one));
            });
    return TaskJson.of(visible.find(submitted.id(), caller));
  }

  private static Deed deed(BulkOrder order, Submitted submitted) {
    var details = new LinkedHashMap<String, Object>();
    details.put("filter", order.filter() == null ? Map.of() : order.filter().fields());
    details.put("expected", Objects.requireNonNull(order.expected()));
    String reason = Reason.checked(order.reason());
    if (reason != null) {
      details.put("reason", reason);
    }
    return Deed.of(order.action() + "_many_tasks", "task", submitted.id()).with(details);
  }

  private Submitted submitted(BulkChange change) {
    try {
      return tasks.changeAll(change);
    } catch (SubmissionRefused refused) {
      String why = String.valueOf(refused.getMessage());
      throw change.expected() > change.limit()
          ? refused(422, "/limit", why)
          : refused(409, "/expected", why);
    }
  }

  private static Which which(Kind kind, BulkOrder.Chosen chosen, Caller caller, String place) {
    if (kind == Kind.CANCEL && chosen.code() != null) {
      throw refused(422, place + "code", "A waiting task has no 'code' of a failure.");
    }
    List<String> types = chosen.type() == null ? List.of() : chosen.type();
    Filter filter = Filter.of(List.of(), types, null, chosen.entity(), null);
    return Which.all()
        .ofTypes(filter.types())
        .about(filter.entityType(), filter.entityId())
        .failedWith(chosen.code())
        .createdBy(caller.visibleTo());
  }

  private static Kind kind(String pointer, @Nullable String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> name(kind).equals(word))
        .findFirst()
        .orElseThrow(() ->
            refused(
                pointer.startsWith("?") ? 400 : 422,
                pointer,
                "'action' is one of: %s."
                    .formatted(
                        Arrays.stream(Kind.values())
                            .map(BulkDesk::name)
                            .collect(Collectors.joining(", ")))));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Refusal refused(int status, String pointer, String message) {
    return new Refusal(
            status,
            status == 409 ? "other-count" : "bad-change",
            "Nothing was changed.",
            message,
            status == 409 ? "Count again, and ask once more." : "Correct it and send it again.")
        .error(pointer, status == 409 ? "changed" : "bad_value", message);
  }
}
