import { type Json, type NewTask, Problem } from '@meanwhile/client';
import { useCallback, useState } from 'react';
import { hub } from './hub.ts';
import { type Told, useTask } from './task.ts';

/** What begins tasks of one type, and the one it began last. */
export interface Trigger extends Told {
  /** Answers with the id, or null when it was refused: `problem` says why. */
  start(input: Json, more?: Partial<NewTask>): Promise<string | null>;
  busy: boolean;
}

/** Begins tasks, and follows the last one. Pressed twice while it is sent, it begins one. */
export function useTaskTrigger(type: string): Trigger {
  const [id, setId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Problem | undefined>();
  const told = useTask(id);
  const start = useCallback(
    async (input: Json, more: Partial<NewTask> = {}) => {
      if (busy) return null;
      setBusy(true);
      setRefused(undefined);
      try {
        const task = await hub().api.create({ ...more, task_type: type, input_data: input }, key());
        setId(hub().put(task).id);
        return task.id;
      } catch (thrown) {
        setRefused(Problem.wrap(thrown));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [type, busy],
  );
  return { ...told, problem: refused ?? told.problem, start, busy };
}

/** Pages without HTTPS have no randomUUID. */
function key(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
