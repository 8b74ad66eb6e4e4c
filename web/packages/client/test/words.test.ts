import { describe, expect, it } from 'vitest';
import {
  bytes,
  duration,
  elapsed,
  hasEnded,
  labelOf,
  nameOf,
  sentenceOf,
  titleOfType,
  wholeDuration,
} from '../src/index.ts';
import { aTask } from './samples.ts';

describe('words', () => {
  it('name the state as people do', () => {
    expect(labelOf(aTask())).toBe('waiting');
    const retried = aTask({ status: 'failed', next_retry_at: '2026-11-22T10:00:00Z' });
    expect(labelOf(retried)).toBe('will retry');
    expect(hasEnded(retried)).toBe(false);
    expect(hasEnded(aTask({ status: 'failed' }))).toBe(true);
    expect(labelOf(aTask({ status: 'timeout' }))).toBe('needs attention');
  });

  it('say why a task failed, and why one will be tried again', () => {
    const error_message = 'The import failed: the file is empty.';
    expect(sentenceOf(aTask({ status: 'failed', error_message, status_message: 'Reading…' }))).toBe(
      error_message,
    );
    const retried = aTask({ status: 'failed', next_retry_at: '2026-11-22T10:00:00Z', error_message });
    expect(sentenceOf({ ...retried, status_message: 'We try again in 5 seconds.' })).toBe(
      'We try again in 5 seconds.',
    );
    expect(sentenceOf(retried)).toBe(error_message);
    expect(sentenceOf(aTask())).toBe('Waiting to start.');
  });

  it('name a task by what it is about', () => {
    expect(nameOf(aTask())).toBe('zip-codes.csv');
    expect(nameOf(aTask({ entity_label: null, entity_id: null }), 'Data import')).toBe('Data import');
    expect(titleOfType('drive_times')).toBe('Drive times');
  });

  it('measure the run, up to now or to its end', () => {
    const started = { processing_started_at: '2026-11-22T10:00:00Z', status: 'processing' as const };
    expect(elapsed(aTask(started), Date.parse('2026-11-22T10:00:12Z'))).toBe(12_000);
    expect(elapsed(aTask({ ...started, processing_completed_at: '2026-11-22T10:00:02Z' }), 0)).toBe(2_000);
    expect(elapsed(aTask(started), Date.parse('2026-11-22T09:59:00Z'))).toBe(0);
    expect(elapsed(aTask(), 0)).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    [400, '0.4 s'],
    [12_300, '12 s'],
    [185_000, '3 min 5 s'],
    [120_000, '2 min'],
    [7_800_000, '2 h 10 min'],
    [273_600_000, '3 d 4 h'],
    [-5, '0.0 s'],
  ])('%d ms is %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });

  it('tick in whole seconds', () => {
    expect(wholeDuration(1_900)).toBe('1 s');
  });

  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [14_200, '14.2 kB'],
    [512_000_000, '512 MB'],
  ])('%d is %s', (size, words) => {
    expect(bytes(size)).toBe(words);
  });
});
