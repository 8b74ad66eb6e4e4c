import type { Task } from '@meanwhile/client';
import { useRef } from 'react';

/** Gives the same list again while it holds the same tasks: React draws anew for each other one. */
export function useSteady(): (tasks: readonly Task[]) => readonly Task[] {
  const last = useRef<readonly Task[]>([]);
  return tasks => {
    const same =
      tasks.length === last.current.length && tasks.every((task, index) => task === last.current[index]);
    if (!same) last.current = tasks;
    return last.current;
  };
}
