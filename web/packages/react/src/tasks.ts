import { calm, Problem, type Task, type TaskQuery } from '@meanwhile/client';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { hub } from './hub.ts';
import { useSteady } from './steady.ts';

/** A list of tasks. */
export interface Listed {
  tasks: readonly Task[];
  loaded: boolean;
  /** Why it could not be read. */
  problem: Problem | undefined;
}

interface Read {
  ids: readonly string[];
  loaded: boolean;
  problem: Problem | undefined;
}

const UNREAD: Read = { ids: [], loaded: false, problem: undefined };

/** A list of the tasks that fit, newest first: it changes in place, and is read again when others may fit. */
export function useTasks(query: TaskQuery = {}): Listed {
  const wanted = JSON.stringify(query);
  const [read, setRead] = useState<Read>(UNREAD);
  const steady = useSteady();

  useEffect(() => {
    const stop = new AbortController();
    const run = async () => {
      try {
        const page = await hub().api.tasks(JSON.parse(wanted) as TaskQuery, stop.signal);
        const ids = page.items.map(task => hub().put(task).id);
        if (!stop.signal.aborted) setRead({ ids, loaded: true, problem: undefined });
      } catch (thrown) {
        if (!stop.signal.aborted) setRead(old => ({ ...old, problem: Problem.wrap(thrown) }));
      }
    };
    const again = calm(() => void run(), 1_000);
    const leave = [
      hub().watch(),
      hub().resync.listen(() => again()),
      hub().events.listen(event => {
        if (event.event_type !== 'reported') again();
      }),
      () => again.stop(),
    ];
    void run();
    return () => {
      stop.abort();
      for (const one of leave) one();
    };
  }, [wanted]);

  const subscribe = useCallback((changed: () => void) => hub().changed.listen(changed), []);
  const tasks = useSyncExternalStore(
    subscribe,
    () => steady(read.ids.map(id => hub().task(id)).filter((task): task is Task => task !== undefined)),
    () => steady([]),
  );
  return { tasks, loaded: read.loaded, problem: read.problem };
}
