import { type Hub, Problem, type Task } from '@meanwhile/client';

/** So many calls are under way at once. */
const HANDS = 4;
/** So many tasks are changed one by one. */
const MOST = 1_000;

/** Tries failed tasks again. */
export function retry(hub: Hub, tasks: readonly Task[]): Promise<Task[]> {
  return each(tasks, async task => hub.put(await hub.api.retry(task.id)));
}

/** Sets failed tasks aside; answers with those, so that it can be taken back. */
export function dismiss(hub: Hub, tasks: readonly Task[]): Promise<Task[]> {
  return each(tasks, async task => hub.put(await hub.api.dismiss(task.id, '', task.version)));
}

/** Takes dismissals back. */
export function reinstate(hub: Hub, tasks: readonly Task[]): Promise<Task[]> {
  return each(tasks, async task => hub.put(await hub.api.reinstate(task.id)));
}

/** All that needs somebody, also what is not shown. */
export async function allFailures(hub: Hub, mine: { mine?: 'true' }): Promise<Task[]> {
  const found: Task[] = [];
  let cursor: string | undefined;
  do {
    const page = await hub.api.tasks({ label: 'needs_attention', ...mine, limit: 200, cursor });
    found.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor && found.length < MOST);
  return found;
}

/** A few at a time. Who was quicker elsewhere is no trouble; any other trouble is told once all are through. */
async function each(tasks: readonly Task[], run: (task: Task) => Promise<Task>): Promise<Task[]> {
  const left = [...tasks];
  const done: Task[] = [];
  let trouble: unknown;
  const hand = async () => {
    for (let task = left.shift(); task; task = left.shift()) {
      try {
        done.push(await run(task));
      } catch (thrown) {
        const status = Problem.wrap(thrown).status;
        if (status !== 404 && status !== 409 && status !== 412) trouble = thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  if (trouble) throw trouble;
  return done;
}
