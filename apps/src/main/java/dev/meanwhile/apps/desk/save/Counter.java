package dev.meanwhile.apps.desk.save;

import dev.meanwhile.engine.CallerTransaction;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.problem.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Takes forms. Data, audit entry, tasks and the answer itself are committed together, and a form
/// that comes twice gets the answer of the first.
@Component
public class Counter {
  /// How long the same form without a key is taken for a second click.
  private static final int SECOND_CLICK_SECONDS = 30;

  private final TransactionTemplate transaction;
  private final RequestStore requests;
  private final Audit audit;
  private final Tasks tasks;
  private final CallerTransaction current;

  Counter(
      TransactionTemplate transaction,
      RequestStore requests,
      Audit audit,
      Tasks tasks,
      CallerTransaction current) {
    this.transaction = transaction;
    this.requests = requests;
    this.audit = audit;
    this.tasks = tasks;
    this.current = current;
  }

  /// Does what a form asks for, unless that was done already.
  public ResponseEntity<JsonNode> take(Order order, Function<Saving, Saved> work) {
    return Objects.requireNonNull(transaction.execute(_ -> once(order, work)));
  }

  private ResponseEntity<JsonNode> once(Order order, Function<Saving, Saved> work) {
    UUID user = order.caller().id();
    String name = order.name();
    if (name != null && !requests.claim(user, name, order, SECOND_CLICK_SECONDS)) {
      return known(order, requests.find(user, name)).response(true);
    }
    var saving = new Saving(audit, order.caller());
    Saved saved = work.apply(saving);
    Answer answer = answer(saved, submit(saving.tasks()), saving.tasks());
    if (name != null) {
      requests.answer(user, name, answer);
    }
    return answer.response(false);
  }

  private static Answer known(Order order, RequestStore.Known known) {
    if (!known.fingerprint().equals(order.fingerprint())) {
      String why = "This Idempotency-Key was used for something else.";
      throw new Refusal(
              422,
              "key-reused",
              "Nothing was saved.",
              why,
              "Use a new Idempotency-Key for a new form; repeat the first request exactly to get its"
                  + " answer again.")
          .error("Idempotency-Key:", "reused", why);
    }
    // The row and its answer are committed together.
    return Objects.requireNonNull(known.answer());
  }

  private List<Submitted> submit(List<NewTask> work) {
    if (work.isEmpty()) {
      return List.of();
    }
    Connection connection = Objects.requireNonNull(current.current());
    try (CallerTransaction.Admission _ = current.admit()) {
      List<Submitted> submitted = tasks.submit(connection, work);
      current.afterCommit(tasks::wake);
      return submitted;
    } catch (SQLException failure) {
      throw new IllegalStateException("The tasks could not be submitted.", failure);
    }
  }

  private static Answer answer(Saved saved, List<Submitted> submitted, List<NewTask> work) {
    var body = new LinkedHashMap<String, Object>();
    body.put("success", true);
    var rest = new LinkedHashMap<String, Object>(saved.fields());
    var first = rest.entrySet().stream().filter(field -> field.getKey().endsWith("_id")).toList();
    first.forEach(field -> body.put(field.getKey(), field.getValue()));
    body.put("message", Sentences.saved(saved.sentence(), work));
    var list = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < work.size(); i++) {
      list.add(Map.of("id", submitted.get(i).id(), "task_type", work.get(i).taskType()));
    }
    body.put("tasks", list);
    rest.forEach(body::putIfAbsent);
    return new Answer(saved.isNew() ? 201 : 200, saved.version(), Json.mapper().valueToTree(body));
  }
}
