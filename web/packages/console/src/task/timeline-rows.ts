import type { TaskEvent } from '@meanwhile/client';

/** Reports shown at both ends of a long run of the same step. */
const EDGE = 2;
/** Hiding fewer than this is not worth a button. */
const WORTH = 3;

export type Row =
  | { kind: 'event'; event: TaskEvent; before: TaskEvent | undefined }
  | { kind: 'attempt'; attempt: number }
  /** Reports of one step that are folded, and events that were not read yet. */
  | { kind: 'fold'; key: number; hidden: number; unread: number };

/** The rows of a timeline: attempts have headings, and a step that reports often is folded in the middle. */
export function rowsOf(events: readonly TaskEvent[], opened: ReadonlySet<number>): Row[] {
  const rows: Row[] = [];
  let before: TaskEvent | undefined;
  for (const run of runsOf(events)) {
    const first = run[0]!;
    if (before && first.version > before.version + 1) {
      rows.push({ kind: 'fold', key: before.version, hidden: 0, unread: first.version - before.version - 1 });
    }
    if (before && first.attempt > 1 && first.attempt !== before.attempt) {
      rows.push({ kind: 'attempt', attempt: first.attempt });
    }
    const hidden = run.length - 2 * EDGE;
    const folded = hidden >= WORTH && !opened.has(first.version);
    run.forEach((event, index) => {
      if (folded && index === EDGE) rows.push({ kind: 'fold', key: first.version, hidden, unread: 0 });
      if (!folded || index < EDGE || index >= run.length - EDGE) rows.push({ kind: 'event', event, before });
      before = event;
    });
  }
  return rows;
}

/** Neighbours that report on the same step stand together; everything else stands alone. */
function runsOf(events: readonly TaskEvent[]): TaskEvent[][] {
  const runs: TaskEvent[][] = [];
  let step: string | null | undefined;
  for (const event of events) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const now = event.event_data.current_step ?? step;
    const together =
      last?.event_type === 'reported' &&
      event.event_type === 'reported' &&
      now === step &&
      event.version === last.version + 1;
    if (run && together) run.push(event);
    else runs.push([event]);
    step = now;
  }
  return runs;
}
