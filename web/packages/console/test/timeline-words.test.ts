import type { EventType } from '@meanwhile/client';
import { describe, expect, it } from 'vitest';
import { anEvent } from '../../client/test/samples.ts';
import { wordsOf } from '../src/task/timeline-words.ts';

describe('words of the timeline', () => {
  it('repeat the sentence that was reported', () => {
    const event = anEvent({ event_data: { status_message: 'Processing row 500 of 2,000…' } });
    expect(wordsOf(event)).toMatchObject({ sentence: 'Processing row 500 of 2,000…', big: false });
  });

  it('say who works on it', () => {
    expect(wordsOf(anEvent({ event_type: 'claimed' })).sentence).toBe('Worker desk-1 started on it.');
    expect(wordsOf(anEvent({ event_type: 'claimed', actor: null })).sentence).toBe('A worker started on it.');
  });

  it('say which user did it', () => {
    const event = anEvent({
      event_type: 'cancelled',
      actor: 'user:sandra',
      event_data: { status_message: 'Stopped.' },
    });
    expect(wordsOf(event)).toMatchObject({ sentence: 'Stopped.', more: 'By sandra.' });
  });

  it('say of a failure whether it is tried again', () => {
    const error_message = 'The file could not be fetched.';
    const again = anEvent({
      event_type: 'failed',
      event_data: { error_message, next_retry_at: '2026-11-22T10:01:00Z' },
    });
    expect(wordsOf(again)).toMatchObject({ sentence: error_message, tone: 'will-retry' });
    expect(wordsOf(again).more).toMatch(/^Next try at .*\.$/);
    const final = anEvent({ event_type: 'failed', event_data: { error_message } });
    expect(wordsOf(final)).toMatchObject({
      tone: 'needs-attention',
      more: 'It is not tried again by itself.',
    });
  });

  it.each([
    'submitted',
    'claimed',
    'reported',
    'completed',
    'failed',
    'retried',
    'postponed',
    'timed_out',
    'cancelled',
    'rescued',
    'released',
    'blocked',
    'unblocked',
    'parked',
    'resumed',
    'expired',
    'dismissed',
    'reinstated',
  ] satisfies EventType[])('are a sentence for an empty %s', event_type => {
    expect(wordsOf(anEvent({ event_type, event_data: {} })).sentence).toMatch(/^[A-Z].+\.$/);
  });
});
