import { nameOf, type Task } from '@meanwhile/client';
import { AskReason } from './parts/ask-reason.ts';
import { Confirm } from './parts/confirm.ts';
import { go } from './router.ts';
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

/** Sets a failed task aside after asking why; false when the user thought better of it. */
export async function dismissTask(task: Task): Promise<boolean> {
  const reason = await AskReason.ask({
    heading: `Dismiss “${nameOf(task)}”?`,
    consequence:
      'It needs nobody’s attention any more and is not tried again by itself. You can take this back.',
    verb: 'Dismiss it',
    refusal: 'Leave it as it is',
  });
  if (reason === null) return false;
  store.put(await api.dismiss(task.id, reason, task.version));
  return true;
}

/** Takes a dismissal back. */
export async function reinstateTask(task: Task): Promise<void> {
  store.put(await api.reinstate(task.id));
}

/** Does an ended task once more, and goes to the new one. */
export async function rerunTask(task: Task): Promise<void> {
  go(`/tasks/${store.put(await api.rerun(task.id)).id}`);
}
