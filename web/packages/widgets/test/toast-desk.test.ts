import { describe, expect, it } from 'vitest';
import { aTask } from '../../client/test/samples.ts';
import { ToastDesk } from '../src/toast-desk.ts';

let count = 0;
const failed = (code: string, fields = {}) =>
  aTask({
    id: `task-${++count}`,
    status: 'failed',
    error_details: { code, why: `${code} is away` },
    ...fields,
  });

describe('what is told', () => {
  it('one toast for a cause, however many tasks it hits', () => {
    const desk = new ToastDesk();
    desk.add(Array.from({ length: 12 }, () => failed('maps')));
    expect(desk.shown).toHaveLength(1);
    expect(desk.shown[0]?.tasks).toHaveLength(12);
  });

  it('three causes at most; the tasks of the others are counted', () => {
    const desk = new ToastDesk();
    desk.add(['a', 'b', 'c', 'd', 'd', 'e'].map(code => failed(code)));
    expect(desk.shown.map(toast => toast.tasks[0]?.error_details?.code)).toEqual(['a', 'b', 'c']);
    expect(desk.rest).toBe(3);
  });

  it('a cause that was hidden rests for thirty seconds', () => {
    const desk = new ToastDesk();
    const first = failed('maps');
    desk.add([first]);
    desk.hide(desk.shown[0]!.cause);
    desk.pass(29_000, false);
    desk.add([failed('maps')]);
    expect(desk.isEmpty).toBe(true);
    desk.pass(1_000, false);
    desk.add([failed('maps')]);
    expect(desk.shown).toHaveLength(1);
  });

  it('what is retried goes after ten seconds of being read, what needs somebody stays', () => {
    const desk = new ToastDesk();
    desk.add([failed('maps'), failed('quo', { next_retry_at: '2026-11-22T10:05:00Z' })]);
    desk.pass(60_000, true);
    expect(desk.shown).toHaveLength(2);
    desk.pass(10_000, false);
    expect(desk.shown.map(toast => toast.left)).toEqual([null]);
  });

  it('goes with its tasks, but not while something is done about it', () => {
    const desk = new ToastDesk();
    desk.add([failed('maps')]);
    desk.shown[0]!.busy = true;
    desk.keep(() => false);
    expect(desk.shown).toHaveLength(1);
    desk.finish(desk.shown[0]!.cause, 'Dismissed.', desk.shown[0]!.tasks);
    desk.shown[0]!.busy = false;
    desk.keep(() => false);
    expect(desk.shown[0]?.undo).toHaveLength(1);
    desk.pass(8_000, false);
    expect(desk.isEmpty).toBe(true);
  });
});
