package dev.meanwhile.engine;

/// The code that does one kind of work.
///
/// It runs on a virtual thread, outside any engine transaction, at least once: a node may die
/// half-way and another begins again. What must not happen twice goes through [Work#step],
/// [Work#checkpoint] or [Work#inTransaction].
@FunctionalInterface
public interface Handler<I> {

  /// Does the work. An exception counts as a failure that may be retried; [TaskFailed] says more.
  Outcome handle(I input, Work work) throws Exception;
}
