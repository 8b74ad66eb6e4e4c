import { type Task, titleOfType } from '@meanwhile/client';

/** Tasks that failed for one reason. */
export interface Cause {
  key: string;
  /** Why, as the failures themselves say it. */
  why: string;
  tasks: Task[];
}

/** What tells one reason from another: its code and type of task, or else the words themselves. */
export function causeOf(task: Task): string {
  const details = task.error_details;
  const kind = task.next_retry_at ? 'again' : 'ended';
  return `${kind} ${task.task_type} ${details?.code ?? details?.why ?? task.error_message ?? ''}`;
}

/** One sentence about all tasks of a cause. */
export function whyOf(task: Task): string {
  const details = task.error_details;
  const why = details?.why ?? task.error_message ?? titleOfType(task.task_type);
  const sentence = why.charAt(0).toUpperCase() + why.slice(1);
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** Gathers failures by cause, those of the oldest failure first. */
export function byCause(tasks: readonly Task[]): Cause[] {
  const found = new Map<string, Cause>();
  for (const task of [...tasks].sort((one, other) => failedAt(one) - failedAt(other))) {
    const key = causeOf(task);
    const cause = found.get(key);
    if (cause) cause.tasks.push(task);
    else found.set(key, { key, why: whyOf(task), tasks: [task] });
  }
  return [...found.values()];
}

/** When it failed, in milliseconds. */
export function failedAt(task: Task): number {
  return Date.parse(task.processing_completed_at ?? task.created_at);
}
