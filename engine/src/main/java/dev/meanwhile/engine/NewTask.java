package dev.meanwhile.engine;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task that is yet to be submitted. Immutable: each method answers with a changed copy.
public final class NewTask {

  /// The longest idempotency or concurrency key that is accepted, in characters.
  public static final int KEY_LIMIT = 200;

  /// The most urgent.
  public static final int HIGHEST_PRIORITY = 9;

  private final String taskType;
  private final String input;
  private @Nullable Entity entity;
  private @Nullable UUID createdBy;
  private String actor = "system";
  private Duration delay = Duration.ZERO;
  private int priority;
  private @Nullable Duration expiry;
  private @Nullable String idempotencyKey;
  private @Nullable String concurrencyKey;
  private @Nullable String workflowId;
  private String metadata = "{}";
  private @Nullable UUID correlationId;
  private @Nullable UUID auditLogId;
  private AuditLog.@Nullable Note auditNote;
  private @Nullable UUID parentId;
  private @Nullable UUID rerunOf;
  private Ties ties = Ties.NONE;

  private NewTask(String taskType, String input) {
    this.taskType = taskType;
    this.input = input;
  }

  private NewTask(NewTask from) {
    taskType = from.taskType;
    input = from.input;
    entity = from.entity;
    createdBy = from.createdBy;
    actor = from.actor;
    delay = from.delay;
    priority = from.priority;
    expiry = from.expiry;
    idempotencyKey = from.idempotencyKey;
    concurrencyKey = from.concurrencyKey;
    workflowId = from.workflowId;
    metadata = from.metadata;
    correlationId = from.correlationId;
    auditLogId = from.auditLogId;
    auditNote = from.auditNote;
    parentId = from.parentId;
    rerunOf = from.rerunOf;
    ties = from.ties;
  }

  /// A task with this type and JSON input, an object, due at once, submitted by the system.
  public static NewTask of(String taskType, String input) {
    return new NewTask(taskType, input);
  }

  /// What it is about.
  public NewTask about(@Nullable Entity thing) {
    NewTask copy = new NewTask(this);
    copy.entity = thing;
    return copy;
  }

  /// @param user on whose behalf it runs; null for the system itself
  /// @param who who submits it, as the timeline shows it, for example `user:sandra`
  public NewTask by(@Nullable UUID user, String who) {
    NewTask copy = new NewTask(this);
    copy.createdBy = user;
    copy.actor = who;
    return copy;
  }

  /// How long to wait before the first attempt.
  public NewTask in(Duration pause) {
    NewTask copy = new NewTask(this);
    copy.delay = pause.isNegative() ? Duration.ZERO : pause;
    return copy;
  }

  /// How urgent it is among the tasks of its type, from 0 (usual) to 9: each step lets it go ahead
  /// of what became due up to a minute earlier. So nothing waits for ever behind urgent tasks.
  public NewTask priority(int steps) {
    if (steps < 0 || steps > HIGHEST_PRIORITY) {
      throw new IllegalArgumentException(
          "A priority lies between 0 and %d, not %d.".formatted(HIGHEST_PRIORITY, steps));
    }
    NewTask copy = new NewTask(this);
    copy.priority = steps;
    return copy;
  }

  /// When it has not been started so long after it was submitted, it is cancelled instead.
  ///
  /// @param span null for no such limit
  public NewTask expiresIn(@Nullable Duration span) {
    NewTask copy = new NewTask(this);
    copy.expiry = span;
    return copy;
  }

  /// One task at most per user and key; null for no such promise.
  public NewTask key(@Nullable String idempotency) {
    NewTask copy = new NewTask(this);
    copy.idempotencyKey = checked("An idempotency key", idempotency);
    return copy;
  }

  /// What it shares its type's limit per key with, for example the customer; null for nothing.
  public NewTask sharing(@Nullable String concurrency) {
    NewTask copy = new NewTask(this);
    copy.concurrencyKey = checked("A concurrency key", concurrency);
    return copy;
  }

  /// The external workflow that does it, if any.
  public NewTask workflow(@Nullable String id) {
    NewTask copy = new NewTask(this);
    copy.workflowId = id;
    return copy;
  }

  /// The submitter's own notes: JSON, an object.
  public NewTask noting(String notes) {
    NewTask copy = new NewTask(this);
    copy.metadata = notes;
    return copy;
  }

  /// What ties together all that one request caused.
  public NewTask correlated(@Nullable UUID with) {
    NewTask copy = new NewTask(this);
    copy.correlationId = with;
    return copy;
  }

  /// The audit entry that caused it.
  public NewTask audited(@Nullable UUID entry) {
    NewTask copy = new NewTask(this);
    copy.auditLogId = entry;
    return copy;
  }

  /// What an audit log has to say of it. The entry is written in the task's transaction, and gets
  /// an id that the task carries.
  public NewTask audited(AuditLog.Note note) {
    NewTask copy = new NewTask(this);
    copy.auditNote = note;
    return copy;
  }

  /// The task it is a part of.
  public NewTask partOf(@Nullable UUID parent) {
    NewTask copy = new NewTask(this);
    copy.parentId = parent;
    return copy;
  }

  /// It starts when all these tasks are done. When one of them is cancelled, or dismissed after a
  /// failure, it is cancelled too; while one has failed and may still be tried again, it waits.
  public NewTask after(UUID... others) {
    return tied(ties.after(others));
  }

  /// It starts when these tasks are done, which stand before it in the list of the same
  /// [Tasks#submitAll].
  public NewTask after(NewTask... others) {
    return tied(ties.after(others));
  }

  /// It starts when the tasks it waits for have ended, also when they failed or were cancelled.
  public NewTask whateverHappens() {
    return tied(ties.whateverHappens());
  }

  /// Only the newest task of this type about this entity matters: it replaces one that is still
  /// waiting, which is cancelled, and starts when no other came for so long. Under a stream of
  /// tasks that never pauses one starts after ten times the pause.
  public NewTask newest(Duration quiet) {
    return tied(ties.newest(null, quiet));
  }

  /// Like [#newest(Duration)] for all tasks of this type with the same key.
  public NewTask newest(String key, Duration quiet) {
    return tied(ties.newest(checked("A key", key), quiet));
  }

  private NewTask tied(Ties to) {
    NewTask copy = new NewTask(this);
    copy.ties = to;
    return copy;
  }

  /// The ended task it does once more.
  NewTask again(UUID of) {
    NewTask copy = new NewTask(this);
    copy.rerunOf = of;
    return copy;
  }

  private static @Nullable String checked(String what, @Nullable String key) {
    if (key != null && key.length() > KEY_LIMIT) {
      throw new IllegalArgumentException(
          "%s has at most %d characters, this one %d.".formatted(what, KEY_LIMIT, key.length()));
    }
    return key;
  }

  public String taskType() {
    return taskType;
  }

  public String input() {
    return input;
  }

  public @Nullable Entity entity() {
    return entity;
  }

  public @Nullable UUID createdBy() {
    return createdBy;
  }

  public String actor() {
    return actor;
  }

  public Duration delay() {
    return delay;
  }

  public int priority() {
    return priority;
  }

  public @Nullable Duration expiry() {
    return expiry;
  }

  public @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  public @Nullable String concurrencyKey() {
    return concurrencyKey;
  }

  public @Nullable String workflowId() {
    return workflowId;
  }

  public String metadata() {
    return metadata;
  }

  public @Nullable UUID correlationId() {
    return correlationId;
  }

  public @Nullable UUID auditLogId() {
    return auditLogId;
  }

  public AuditLog.@Nullable Note auditNote() {
    return auditNote;
  }

  public @Nullable UUID parentId() {
    return parentId;
  }

  public @Nullable UUID rerunOf() {
    return rerunOf;
  }

  /// What ties it to other tasks.
  public Ties ties() {
    return ties;
  }
}
