import type { Status, Task, TaskEvent } from './types.ts';
import { actionsOf, labelOf, statusAfter } from './words.ts';

const RUNS_ON: readonly Status[] = ['pending', 'processing'];

/** The task as it is after `event`, which must be the one that follows its version. */
export function fold(task: Task, event: TaskEvent): Task {
  const changed = event.event_data;
  const status = changed.status ?? statusAfter(event.event_type) ?? task.status;
  const next: Task = {
    ...task,
    ...changed,
    id: task.id,
    status,
    attempt: changed.attempt ?? event.attempt,
    version: event.version,
  };
  if (event.event_type !== 'reported') {
    // A reason to wait is told by the server; the old one is no longer true.
    next.waiting_reason = null;
    if (next.estimate) next.estimate = { ...next.estimate, longer_than_usual: null };
    next.next_retry_at = changed.next_retry_at ?? null;
    next.processing_completed_at =
      changed.processing_completed_at ??
      (RUNS_ON.includes(status) ? null : (task.processing_completed_at ?? event.created_at));
  }
  if (event.event_type === 'claimed') {
    next.processing_started_at = changed.processing_started_at ?? event.created_at;
  }
  next.label = changed.label ?? labelOf(next);
  next.actions = changed.actions ?? actionsOf(next);
  return next;
}
