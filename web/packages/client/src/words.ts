import type { Action, EventType, Label, Status, Task } from './types.ts';

const ENDED: readonly Status[] = ['completed', 'failed', 'cancelled', 'timeout'];

export function hasEnded(task: { status: Status }): boolean {
  return ENDED.includes(task.status);
}

/** The word for people. */
export function labelOf(task: Pick<Task, 'status' | 'next_retry_at'>): Label {
  switch (task.status) {
    case 'pending':
      return task.next_retry_at ? 'will retry' : 'waiting';
    case 'processing':
      return 'running';
    case 'completed':
      return 'done';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
    case 'timeout':
      return 'needs attention';
  }
}

/** What may be asked of a task in this status. */
export function actionsOf(status: Status): Action[] {
  if (status === 'pending' || status === 'processing') return ['cancel'];
  return status === 'failed' || status === 'timeout' ? ['retry'] : [];
}

/** The status that an event leaves a task in, where the event itself does not say. */
export function statusAfter(type: EventType, willRetry: boolean): Status {
  switch (type) {
    case 'claimed':
    case 'reported':
      return 'processing';
    case 'completed':
      return 'completed';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return willRetry ? 'pending' : 'failed';
    case 'timed_out':
      return willRetry ? 'pending' : 'timeout';
    case 'submitted':
    case 'retried':
    case 'postponed':
    case 'rescued':
    case 'released':
      return 'pending';
  }
}

/** The one sentence that says how it goes. */
export function sentenceOf(task: Task): string {
  switch (task.status) {
    case 'pending':
      return (task.next_retry_at && task.error_message) || task.status_message || 'Waiting to start.';
    case 'processing':
      return task.status_message || 'Working on it.';
    case 'completed':
      return task.status_message || 'Done.';
    case 'cancelled':
      return 'It was stopped before its end.';
    case 'failed':
      return task.error_message || task.status_message || 'It failed, and nobody said why.';
    case 'timeout':
      return task.error_message || 'It took too long and was stopped.';
  }
}

/** Milliseconds of the current or last run, or null before the first one. */
export function elapsed(task: Task, now: number): number | null {
  if (!task.processing_started_at || task.status === 'pending') return null;
  const end = task.processing_completed_at ? Date.parse(task.processing_completed_at) : now;
  return Math.max(0, end - Date.parse(task.processing_started_at));
}

/** What the task is about, in the words of the person who started it. */
export function nameOf(task: Pick<Task, 'entity_label' | 'entity_id' | 'task_type'>, title?: string): string {
  return task.entity_label || task.entity_id || title || titleOfType(task.task_type);
}

/** "data_import" read as "Data import", for types whose title is not known. */
export function titleOfType(type: string): string {
  const words = type.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
