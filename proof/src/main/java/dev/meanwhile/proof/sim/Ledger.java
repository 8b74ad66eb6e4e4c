package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads every committed change and every start of a handler, and knows the promises. It keeps its
/// own account and does not look into the tables.
final class Ledger {

  /// What the changes so far say of one task.
  private static final class Account {
    private int attempt;
    private boolean running;
    private boolean mayStart;
    private boolean retryOwed;
    private boolean dismissed;
    private long dueAt;
    private int retries;
    private int crashes;
    private int completions;
    private TaskStatus status = TaskStatus.PENDING;
    private final Set<Integer> ended = new HashSet<>();
    private final Set<Integer> started = new HashSet<>();
  }

  private final List<Object> history = new ArrayList<>();
  private final Map<Integer, Account> accounts = new HashMap<>();
  private int changes;

  void note(String what) {
    history.add(what);
  }

  int changes() {
    return changes;
  }

  /// A committed change.
  void add(Deed deed, Row row) {
    changes++;
    history.add(deed);
    Account account = accounts.computeIfAbsent(deed.task(), _ -> new Account());
    hold(
        deed.type().equals("submitted") || account.status == deed.before(),
        deed.task(),
        "a change began from %s, but the last one left %s"
            .formatted(deed.before(), account.status));
    hold(
        deed.before() == deed.after() || deed.before().canBecome(deed.after()),
        deed.task(),
        "%s became %s, which the law forbids".formatted(deed.before(), deed.after()));
    account.status = deed.after();
    switch (deed.type()) {
      case "claimed" -> claimed(deed, account, row.plan);
      case "cancelled" -> stop(account);
      case "retried" -> {
        account.retries = 0;
        account.crashes = 0;
        account.dismissed = false;
        account.retryOwed = false;
        wait(account, deed.dueAt());
      }
      case "dismissed" -> {
        account.dismissed = true;
        stop(account);
      }
      case "reinstated" -> account.dismissed = false;
      case "submitted" -> wait(account, deed.dueAt());
      default -> ended(deed, account, row.plan);
    }
  }

  private void claimed(Deed deed, Account account, Plan plan) {
    hold(account.mayStart, deed.task(), "I22: a start that nothing explains");
    hold(!account.dismissed, deed.task(), "I23: a dismissed task was started");
    hold(!account.running, deed.task(), "I7: claimed while another attempt holds it");
    hold(
        deed.attempt() == account.attempt + 1,
        deed.task(),
        "I8: attempt %d came after attempt %d".formatted(deed.attempt(), account.attempt));
    hold(
        deed.at() >= account.dueAt,
        deed.task(),
        "I9, I25: started at %d, due at %d".formatted(deed.at(), account.dueAt));
    if (account.retryOwed) {
      account.retries++;
      account.retryOwed = false;
    }
    hold(
        account.retries <= plan.policy().maxRetries(),
        deed.task(),
        "I21: retry %d of %d".formatted(account.retries, plan.policy().maxRetries()));
    account.attempt = deed.attempt();
    account.running = true;
    account.mayStart = false;
  }

  private void ended(Deed deed, Account account, Plan plan) {
    hold(
        account.running && deed.attempt() == account.attempt,
        deed.task(),
        "I15: attempt %d wrote, but the current one is %d%s"
            .formatted(deed.attempt(), account.attempt, account.running ? "" : " and has ended"));
    hold(
        account.ended.add(deed.attempt()),
        deed.task(),
        "I13: attempt %d ended twice".formatted(deed.attempt()));
    Transition end = deed.end();
    if (end == null) {
      throw new IllegalStateException("An end says what it means.");
    }
    account.running = false;
    if (end.crashed()) {
      account.crashes++;
      hold(
          account.crashes < Lifecycle.CRASHES_ALLOWED,
          deed.task(),
          "I27: it may kill a worker for the %d. time".formatted(account.crashes + 1));
    }
    if (deed.after() == TaskStatus.COMPLETED) {
      hold(++account.completions == 1, deed.task(), "I13: completed twice");
      hold(
          ("{\"by\":" + deed.attempt() + "}").equals(end.output()),
          deed.task(),
          "I17: the result of another attempt");
    }
    if (deed.after() == TaskStatus.FAILED || deed.after() == TaskStatus.TIMEOUT) {
      String error = end.error();
      hold(error != null && !error.isBlank(), deed.task(), "I18: failed without a sentence");
    }
    if (end.back() == null) {
      stop(account);
    } else {
      account.retryOwed = end.retrying();
      wait(account, deed.dueAt());
    }
    hold(
        !end.retrying() || account.retries < plan.policy().maxRetries(),
        deed.task(),
        "I21: a retry was announced that is not there any more");
  }

  private static void wait(Account account, long dueAt) {
    account.mayStart = true;
    account.dueAt = dueAt;
  }

  private static void stop(Account account) {
    account.mayStart = false;
    account.running = false;
    account.retryOwed = false;
  }

  /// A handler begins.
  void started(int task, int attempt, String node) {
    history.add("             %s starts task %d, attempt %d".formatted(node, task, attempt));
    Account account = accounts.computeIfAbsent(task, _ -> new Account());
    hold(account.started.add(attempt), task, "I7: attempt %d was started twice".formatted(attempt));
  }

  void movedOn(int task) {
    accounts.computeIfAbsent(task, _ -> new Account()).crashes = 0;
  }

  void overdue(int task, long deadline, long now) {
    hold(deadline < now, task, "I20: timed out at %d, deadline %d".formatted(now, deadline));
  }

  void buried(long until, long now) {
    if (until >= now) {
      throw new Violation(
          "I31: a node was given up for dead at %d, its lease runs until %d".formatted(now, until),
          lines());
    }
  }

  /// A promise about one task.
  void hold(boolean promise, int task, String otherwise) {
    if (!promise) {
      throw new Violation("task %d: %s".formatted(task, otherwise), lines());
    }
  }

  List<String> lines() {
    return history.stream().map(Object::toString).toList();
  }
}
