import type { TaskEvent } from '@meanwhile/client';
import { describe, expect, it } from 'vitest';
import { anEvent } from '../../client/test/samples.ts';
import { type Row, rowsOf } from '../src/task/timeline-rows.ts';

function told(rows: Row[]): string[] {
  return rows.map(row => {
    if (row.kind === 'event') return `${row.event.version}`;
    return row.kind === 'attempt' ? `attempt ${row.attempt}` : `… ${row.hidden + row.unread}`;
  });
}

function reports(from: number, to: number, step: string, attempt = 1): TaskEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) =>
    anEvent({ version: from + index, attempt, event_data: index === 0 ? { current_step: step } : {} }),
  );
}

describe('rows of a timeline', () => {
  it('show a short story in full', () => {
    expect(told(rowsOf(reports(1, 6, 'reading'), new Set()))).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('fold a step that reports often, and keep its ends', () => {
    const events = [
      ...reports(1, 2, 'reading'),
      ...reports(3, 20, 'processing'),
      ...reports(21, 21, 'saving'),
    ];
    expect(told(rowsOf(events, new Set()))).toEqual(['1', '2', '3', '4', '… 14', '19', '20', '21']);
    expect(told(rowsOf(events, new Set([3])))).toHaveLength(21);
  });

  it('measure the gap to the event before, also to a folded one', () => {
    const rows = rowsOf(reports(1, 20, 'processing'), new Set());
    const row = rows.find(one => one.kind === 'event' && one.event.version === 19);
    expect(row?.kind === 'event' && row.before?.version).toBe(18);
  });

  it('head each attempt after the first', () => {
    const events = [
      anEvent({ version: 1, attempt: 0, event_type: 'submitted' }),
      anEvent({ version: 2, attempt: 1, event_type: 'claimed' }),
      anEvent({ version: 3, attempt: 1, event_type: 'rescued' }),
      anEvent({ version: 4, attempt: 2, event_type: 'claimed' }),
    ];
    expect(told(rowsOf(events, new Set()))).toEqual(['1', '2', '3', 'attempt 2', '4']);
  });

  it('count what was not read yet', () => {
    const events = [...reports(1, 3, 'reading'), ...reports(100, 101, 'processing')];
    expect(told(rowsOf(events, new Set()))).toEqual(['1', '2', '3', '… 96', '100', '101']);
  });
});
