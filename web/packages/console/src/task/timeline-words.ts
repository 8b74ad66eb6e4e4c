import { number, type TaskEvent } from '@meanwhile/client';
import { clock } from '../when.ts';

/** An event as people read it. `tone` is the class of its colour; `big` events are turning points. */
export interface Entry {
  sentence: string;
  more: string;
  tone: string;
  big: boolean;
}

/** What an event says, in plain words. */
export function wordsOf(event: TaskEvent): Entry {
  const data = event.event_data;
  const who = actorOf(event.actor);
  switch (event.event_type) {
    case 'submitted':
      return entry('It was handed over and saved.', '', '', true);
    case 'claimed':
      return entry(who ? `${who} started on it.` : 'A worker started on it.', '', 'running', true);
    case 'reported':
      return entry(data.status_message ?? progressOf(event), '', 'running', false);
    case 'completed':
      return entry(data.status_message ?? 'It is done.', '', 'done', true);
    case 'failed':
    case 'timed_out':
      return failed(event);
    case 'retried':
      return entry('Somebody sent it back to work, with all its tries again.', '', 'running', true);
    case 'postponed':
      return entry(
        data.status_message ?? 'It was put off.',
        data.run_at ? `It goes on at ${clock(data.run_at)}.` : '',
        'will-retry',
        true,
      );
    case 'cancelled':
      return entry('It was cancelled.', '', '', true);
    case 'rescued':
      return entry(
        'Its worker died. It starts again where it was saved last.',
        data.status_message ?? '',
        'will-retry',
        true,
      );
    case 'released':
      return entry(
        'Its worker was shut down in an orderly way and handed it back. No try was used up.',
        '',
        'will-retry',
        true,
      );
  }
}

function failed(event: TaskEvent): Entry {
  const data = event.event_data;
  const late = event.event_type === 'timed_out';
  const sentence = data.error_message ?? (late ? 'It took too long and was stopped.' : 'It failed.');
  if (data.next_retry_at) {
    return entry(sentence, `It tries again by itself at ${clock(data.next_retry_at)}.`, 'will-retry', true);
  }
  return entry(sentence, 'It does not try again by itself.', 'needs-attention', true);
}

function entry(sentence: string, more: string, tone: string, big: boolean): Entry {
  return { sentence, more: more === sentence ? '' : more, tone, big };
}

function progressOf(event: TaskEvent): string {
  const { progress_done: done, progress_total: total, current_step: step } = event.event_data;
  if (typeof done === 'number') return total ? `${number(done)} of ${number(total)}` : number(done);
  return step ? `Step: ${step}` : 'A sign of life.';
}

/** "node:desk-1" is the worker desk-1; users are named by id, which says nothing to people. */
function actorOf(actor: string | null): string {
  const [kind, name] = actor?.split(':', 2) ?? [];
  return kind === 'node' && name ? `Worker ${name}` : '';
}
