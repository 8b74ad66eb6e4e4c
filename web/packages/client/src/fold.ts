import type { Task, TaskEvent } from './types.ts';
import { actionsOf, labelOf, statusAfter } from './words.ts';

/** The task as it is after `event`, which must be the one that follows its version. */
export function fold(task: Task, event: TaskEvent): Task {
  const changed = event.event_data;
  const willRetry = Boolean(changed.next_retry_at);
  const status = changed.status ?? statusAfter(event.event_type, willRetry);
  const next: Task = {
    ...task,
    ...changed,
    id: task.id,
    status,
    attempt: changed.attempt ?? event.attempt,
    version: event.version,
  };
  if (status !== 'pending' && !('next_retry_at' in changed)) next.next_retry_at = null;
  if (event.event_type === 'claimed') {
    next.processing_started_at = changed.processing_started_at ?? event.created_at;
  }
  next.label = changed.label ?? labelOf(next);
  next.actions = changed.actions ?? actionsOf(status);
  return next;
}
