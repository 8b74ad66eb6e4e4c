import { nameOf, type Task } from '@meanwhile/client';
import { Confirm } from './parts/confirm.ts';
import { api, store } from './session.ts';

/** Cancels a task after asking; false when the user thought better of it. */
export async function cancelTask(task: Task): Promise<boolean> {
  const started = task.status === 'processing';
  const yes = await Confirm.ask({
    heading: `Cancel “${nameOf(task)}”?`,
    consequence: started
      ? 'It stops at the next safe point. What it has done so far stays; the rest will not be done, and it cannot be continued.'
      : 'It has not started, and it will not. It cannot be continued.',
    verb: 'Cancel the task',
    refusal: started ? 'Keep it running' : 'Keep it waiting',
  });
  if (yes) store.put(await api.cancel(task.id));
  return yes;
}

/** Runs a failed task again; harmless, so nobody is asked. */
export async function retryTask(task: Task): Promise<void> {
  store.put(await api.retry(task.id));
}
