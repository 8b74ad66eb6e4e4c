import {
  type Connection,
  hasEnded,
  type Label,
  labelOf,
  type Problem,
  sentenceOf,
  type Task,
} from '@meanwhile/client';
import { useCallback, useSyncExternalStore } from 'react';
import { hub } from './hub.ts';

/** A task and the words for it. */
export interface Told {
  /** Undefined until the server has said. */
  task: Task | undefined;
  /** The word for people: "waiting", "running", "needs attention". */
  label: Label | undefined;
  /** How it goes, in one sentence. */
  sentence: string;
  /** Whether nothing happens to it any more by itself. */
  ended: boolean;
  /** Why it cannot be shown. */
  problem: Problem | undefined;
  connection: Connection;
}

/** Follows one task for as long as the component is there; with no id it follows none. */
export function useTask(id: string | null | undefined): Told {
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!id) return () => {};
      const leave = [hub().changed.listen(changed), hub().follow('task', id)];
      return () => {
        for (const one of leave) one();
      };
    },
    [id],
  );
  const task = useSyncExternalStore(subscribe, () => (id ? hub().task(id) : undefined), nothing);
  const problem = useSyncExternalStore(subscribe, () => (id ? hub().problems.get(id) : undefined), nothing);
  const connection = useSyncExternalStore<Connection>(
    subscribe,
    () => hub().connection,
    () => 'connecting',
  );
  return {
    task,
    problem,
    connection,
    label: task && labelOf(task),
    sentence: task ? sentenceOf(task) : '',
    ended: task !== undefined && hasEnded(task),
  };
}

/** What a page knows that is drawn on a server. */
function nothing(): undefined {
  return undefined;
}
