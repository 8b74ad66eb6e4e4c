package dev.meanwhile.server.rest;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.types.Inputs;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes rows for somebody, with that person's rights, and writes down what they did.
@Component
class RestDesk {
  private final RestStore store;
  private final Audit audit;
  private final Tasks tasks;
  private final Inputs inputs;
  private final TransactionTemplate reading;
  private final TransactionTemplate changing;

  RestDesk(
      RestStore store,
      Audit audit,
      Tasks tasks,
      Inputs inputs,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.audit = audit;
    this.tasks = tasks;
    this.inputs = inputs;
    this.changing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  /// Rows, each as JSON.
  ///
  /// @param total how many there are in all; null when nobody asked
  record Page(List<String> rows, @Nullable Long total) {}

  Page read(Question question, Wishes wishes, Caller caller) {
    PhraseStore rows = PhraseStore.rows(question);
    return told(
        rows.given(),
        () ->
            Objects.requireNonNull(
                reading.execute(_ -> {
                  store.begin(caller, null);
                  Long total = wishes.total() ? store.count(PhraseStore.count(question)) : null;
                  return new Page(store.rows(rows), total);
                })));
  }

  /// New tasks, all or none.
  List<Changed> create(Question question, Rows rows, Wishes wishes, Caller caller) {
    refuseUnlessWritable(question.view());
    if (rows.isEmpty()) {
      return List.of();
    }
    Rows whole = rows.withInput(question.view());
    whole.objects().forEach(row -> check(row, caller));
    PhraseStore insert = PhraseStore.insert(question, whole.columns(), whole.json());
    return told(
        whole.given(),
        () ->
            audit.change(
                caller,
                entry -> {
                  store.begin(caller, entry);
                  List<Changed> created = store.change(insert);
                  refuseUnlessSingle(created.size(), wishes);
                  return new Audit.Done<>(created, Deeds.created(created));
                }));
  }

  /// Changes all tasks that fit, or none. When somebody else was first, it looks again, once: those
  /// that do not fit any more are then no part of it, as in a plain table.
  List<Changed> update(Question question, Rows rows, Wishes wishes, Caller caller) {
    refuseUnlessWritable(question.view());
    if (!question.isFiltered()) {
      throw Wrong.query(
          "21000",
          "A change needs a filter; without one it would change every task.",
          "Say which: ?id=eq.….");
    }
    if (rows.objects().size() != 1 || rows.columns().isEmpty()) {
      throw Wrong.body("A change is one JSON object with at least one field.");
    }
    try {
      return updateOnce(question, rows, wishes, caller);
    } catch (RuntimeException failure) {
      if (!Faults.isConflict(failure)) {
        throw Faults.of(failure, given(question, rows), store::misfit);
      }
      return told(given(question, rows), () -> updateOnce(question, rows, wishes, caller));
    }
  }

  private List<Changed> updateOnce(Question question, Rows rows, Wishes wishes, Caller caller) {
    return Objects.requireNonNull(
        changing.execute(_ -> {
          store.begin(caller, null);
          List<UUID> reached = store.ids(PhraseStore.reached(question, Window.MOST + 1));
          if (reached.size() > Window.MOST) {
            throw Wrong.query(
                "54000",
                "The filter fits more than %,d tasks.".formatted(Window.MOST),
                "Narrow it; POST /api/tasks/changes changes any number.");
          }
          refuseUnlessSingle(reached.size(), wishes);
          if (reached.isEmpty()) {
            return List.<Changed>of();
          }
          String[] ids = reached.stream().map(UUID::toString).toArray(String[]::new);
          List<Changed> changed =
              store.change(
                  PhraseStore.update(
                      question, rows.columns(), rows.objects().getFirst().toString(), ids));
          Deeds.changed(changed).forEach(deed -> audit.record(caller, deed));
          return changed;
        }));
  }

  /// What a function of the contract answers, as JSON.
  String call(Signature function, ObjectNode arguments, Caller caller) {
    List<Column> named =
        function.arguments().stream().filter(one -> arguments.has(one.name())).toList();
    PhraseStore call =
        PhraseStore.call(
            function,
            named,
            named.stream().map(one -> value(one, arguments.get(one.name()))).toList());
    return told(
        call.given(),
        () ->
            audit.change(
                caller,
                entry -> {
                  store.begin(caller, entry);
                  String answer = store.call(call);
                  return new Audit.Done<>(
                      answer, Deeds.called(function.name(), arguments, answer, caller));
                }));
  }

  private static @Nullable String value(Column argument, JsonNode value) {
    return argument.isJson() && !value.isNull() ? value.toString() : Rows.text(value);
  }

  /// An input that its handler could not work with, or that is not the caller's to use.
  private void check(ObjectNode row, Caller caller) {
    JsonNode input = row.get("input_data");
    JsonNode name = row.get("task_type");
    if (input == null || !input.isObject() || name == null || !name.isString()) {
      return; // the contract says what is wrong, if anything
    }
    TaskType<?> type = tasks.types().get(name.asString());
    List<FieldError> errors =
        type == null ? List.of() : inputs.check(type, input.toString(), caller);
    if (!errors.isEmpty()) {
      throw new Refusal(
              400,
              "MW005",
              "The task was not created.",
              String.join(" ", errors.stream().map(FieldError::message).toList()),
              "Correct 'input_data' and send it again; nothing was created.")
          .errors(errors.stream().map(error -> error.under("/input_data")).toList());
    }
  }

  private static void refuseUnlessWritable(View view) {
    if (!view.isWritable()) {
      throw new Refusal(
          405,
          "MW001",
          "Nothing was changed.",
          view.name().equals("task_events")
              ? "The history of a task writes itself; nobody else adds to it or changes it."
              : "%s can only be read.".formatted(view.name()),
          "Tasks are created and changed in background_tasks and async_tasks.");
    }
  }

  private static void refuseUnlessSingle(int rows, Wishes wishes) {
    if (wishes.single() && rows != 1) {
      throw Answers.notSingle(rows);
    }
  }

  private static List<Given> given(Question question, Rows rows) {
    var all = new java.util.ArrayList<>(PhraseStore.count(question).given());
    all.addAll(rows.given());
    return all;
  }

  private <T> T told(List<Given> given, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException failure) {
      throw Faults.of(failure, given, store::misfit);
    }
  }
}
