import type { Task } from '@meanwhile/client';
import { useCallback, useSyncExternalStore } from 'react';
import { hub } from './hub.ts';
import { useSteady } from './steady.ts';

const NONE: readonly Task[] = [];

/** All tasks about an entity, `TYPE:ID`, newest first, also those that begin later. */
export function useEntityTasks(entity: string | null | undefined): readonly Task[] {
  const steady = useSteady();
  const subscribe = useCallback(
    (changed: () => void) => {
      if (!entity) return () => {};
      const leave = [hub().changed.listen(changed), hub().follow('entity', entity)];
      return () => {
        for (const one of leave) one();
      };
    },
    [entity],
  );
  return useSyncExternalStore(
    subscribe,
    () => steady(entity ? hub().of(entity) : NONE),
    () => NONE,
  );
}
