import type { Action, EventType, Label, Status, Task } from './types.ts';

type Standing = Pick<Task, 'status' | 'next_retry_at' | 'dismissed_at'>;

/** What the engine makes for itself cannot be ordered once more. */
const MADE_BY_THE_ENGINE: readonly string[] = ['group', 'bulk_change'];

/** Whether nothing happens to it any more by itself. */
export function hasEnded(task: Standing): boolean {
  const label = labelOf(task);
  return label !== 'waiting' && label !== 'running' && label !== 'will retry';
}

/** The word for people. */
export function labelOf(task: Standing): Label {
  switch (task.status) {
    case 'pending':
      return 'waiting';
    case 'processing':
      return 'running';
    case 'completed':
      return 'done';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
    case 'timeout':
      if (task.dismissed_at) return 'dismissed';
      return task.next_retry_at ? 'will retry' : 'needs attention';
  }
}

/** What may be asked of a task that stands so. */
export function actionsOf(task: Standing & Pick<Task, 'task_type' | 'archived_at'>): Action[] {
  const again: Action[] = MADE_BY_THE_ENGINE.includes(task.task_type) ? [] : ['rerun'];
  if (task.archived_at) return again;
  switch (labelOf(task)) {
    case 'waiting':
    case 'running':
      return ['cancel'];
    case 'will retry':
    case 'needs attention':
      return ['retry', 'dismiss'];
    case 'dismissed':
      return ['retry', 'reinstate'];
    case 'done':
    case 'cancelled':
      return again;
  }
}

/** The status that an event leaves a task in, where the event itself does not say; undefined for the one it has. */
export function statusAfter(type: EventType): Status | undefined {
  switch (type) {
    case 'claimed':
    case 'reported':
      return 'processing';
    case 'completed':
      return 'completed';
    case 'cancelled':
    case 'expired':
      return 'cancelled';
    case 'failed':
      return 'failed';
    case 'timed_out':
      return 'timeout';
    case 'submitted':
    case 'retried':
    case 'postponed':
    case 'rescued':
    case 'released':
    case 'blocked':
    case 'unblocked':
    case 'parked':
    case 'resumed':
      return 'pending';
    case 'dismissed':
    case 'reinstated':
      return undefined;
  }
}

/** The one sentence that says how it goes. */
export function sentenceOf(task: Task): string {
  switch (labelOf(task)) {
    case 'waiting':
      return task.status_message || 'Waiting to start.';
    case 'running':
      return task.status_message || 'Working on it.';
    case 'will retry':
      return task.status_message || task.error_message || 'It did not work; it is tried again by itself.';
    case 'dismissed':
    case 'needs attention':
      return task.error_message || task.status_message || 'It failed, and nobody said why.';
    case 'done':
      return task.status_message || 'Done.';
    case 'cancelled':
      return task.status_message || 'It was stopped before its end.';
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
