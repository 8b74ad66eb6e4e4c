import { describe, expect, it } from 'vitest';
import { fold } from '../src/index.ts';
import { anEvent, aTask } from './samples.ts';

describe('folding events over a task', () => {
  it('takes the changed fields and keeps the others', () => {
    const event = anEvent({
      event_data: { status_message: 'Processing row 500 of 2,000…', progress_done: 500 },
    });
    const task = fold(aTask({ status: 'processing', progress_total: 2000 }), event);
    expect(task).toMatchObject({
      version: 2,
      status: 'processing',
      label: 'running',
      status_message: 'Processing row 500 of 2,000…',
      progress_done: 500,
      progress_total: 2000,
      entity_label: 'zip-codes.csv',
    });
  });

  it('a claim starts the run', () => {
    const task = fold(aTask(), anEvent({ event_type: 'claimed', attempt: 1 }));
    expect(task).toMatchObject({ status: 'processing', label: 'running', attempt: 1, actions: ['cancel'] });
    expect(task.processing_started_at).toBe('2026-11-22T10:00:05Z');
  });

  it('a failure that is retried by itself waits again', () => {
    const next_retry_at = '2026-11-22T10:01:00Z';
    const task = fold(
      aTask({ status: 'processing' }),
      anEvent({ event_type: 'failed', event_data: { next_retry_at } }),
    );
    expect(task).toMatchObject({
      status: 'failed',
      label: 'will retry',
      next_retry_at,
      actions: ['retry', 'dismiss'],
    });
    const claimed = fold(task, anEvent({ version: 3, event_type: 'claimed', attempt: 2 }));
    expect(claimed).toMatchObject({
      status: 'processing',
      label: 'running',
      next_retry_at: null,
      attempt: 2,
    });
  });

  it('a final failure needs attention and offers a retry', () => {
    const task = fold(aTask({ status: 'processing' }), anEvent({ event_type: 'failed', event_data: {} }));
    expect(task).toMatchObject({ status: 'failed', label: 'needs attention', actions: ['retry', 'dismiss'] });
  });

  it.each([
    ['completed', 'completed', 'done'],
    ['cancelled', 'cancelled', 'cancelled'],
    ['timed_out', 'timeout', 'needs attention'],
    ['postponed', 'pending', 'waiting'],
    ['rescued', 'pending', 'waiting'],
    ['released', 'pending', 'waiting'],
    ['retried', 'pending', 'waiting'],
    ['blocked', 'pending', 'waiting'],
    ['unblocked', 'pending', 'waiting'],
    ['parked', 'pending', 'waiting'],
    ['resumed', 'pending', 'waiting'],
    ['expired', 'cancelled', 'cancelled'],
  ] as const)('%s leaves it %s, in words: %s', (event_type, status, label) => {
    expect(fold(aTask({ status: 'processing' }), anEvent({ event_type }))).toMatchObject({ status, label });
  });

  it.each(['dismissed', 'reinstated'] as const)(
    '%s leaves the status and the end as they are',
    event_type => {
      const failed = aTask({ status: 'failed', processing_completed_at: '2026-01-01T00:00:00Z' });
      expect(fold(failed, anEvent({ event_type }))).toMatchObject({
        status: 'failed',
        processing_completed_at: '2026-01-01T00:00:00Z',
      });
    },
  );

  it('a dismissal sets it aside, and can be taken back', () => {
    const failed = aTask({ status: 'failed', next_retry_at: '2026-11-22T10:01:00Z' });
    const data = {
      dismissed_at: '2026-11-22T10:00:09Z',
      dismissed_by: 'u1',
      dismiss_reason: 'Done by hand.',
    };
    const aside = fold(failed, anEvent({ event_type: 'dismissed', event_data: data }));
    expect(aside).toMatchObject({ label: 'dismissed', next_retry_at: null, actions: ['retry', 'reinstate'] });
    const nothing = { dismissed_at: null, dismissed_by: null, dismiss_reason: null };
    const back = fold(aside, anEvent({ version: 3, event_type: 'reinstated', event_data: nothing }));
    expect(back).toMatchObject({ label: 'needs attention', actions: ['retry', 'dismiss'] });
  });

  it('forgets why it waited as soon as something happens', () => {
    const waiting_reason = {
      code: 'in_line',
      sentence: '2 tasks are before it in line.',
      at: null,
      count: 2,
    };
    const task = fold(aTask({ waiting_reason }), anEvent({ event_type: 'claimed' }));
    expect(task.waiting_reason).toBeNull();
  });

  it('offers to run again what has ended, but not what the engine made', () => {
    const ended = fold(aTask(), anEvent({ event_type: 'completed' }));
    expect(ended.actions).toEqual(['rerun']);
    const bulk = fold(aTask({ task_type: 'bulk_change' }), anEvent({ event_type: 'completed' }));
    expect(bulk.actions).toEqual([]);
  });

  it('believes the event where it names the status itself', () => {
    const task = fold(aTask(), anEvent({ event_type: 'reported', event_data: { status: 'pending' } }));
    expect(task.status).toBe('pending');
  });
});
