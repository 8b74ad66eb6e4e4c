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
  const said = data.status_message;
  const worker = named('node', event.actor);
  const user = named('user', event.actor);
  const by = user ? `By ${user}.` : '';
  switch (event.event_type) {
    case 'submitted':
      return entry('It was handed over and saved.', by, '', true);
    case 'claimed':
      return entry(
        worker ? `Worker ${worker} started on it.` : 'A worker started on it.',
        '',
        'running',
        true,
      );
    case 'reported':
      return entry(said ?? progressOf(event), '', 'running', false);
    case 'completed':
      return entry(said ?? 'It is done.', '', 'done', true);
    case 'failed':
    case 'timed_out':
      return failed(event);
    case 'retried':
      return entry(said ?? 'It was sent back to work, with all its tries again.', by, 'running', true);
    case 'postponed':
      return entry(
        said ?? 'It was put off.',
        data.run_at ? `It goes on at ${clock(data.run_at)}.` : '',
        'will-retry',
        true,
      );
    case 'cancelled':
      return entry(said ?? 'It was cancelled.', by, '', true);
    case 'rescued':
      return entry(
        said ?? 'Its worker died. Another one takes over.',
        'It goes on where it was saved last.',
        'will-retry',
        true,
      );
    case 'released':
      return entry(
        said ?? 'Its worker was shut down and handed it back.',
        'No try was used up.',
        'will-retry',
        true,
      );
    case 'blocked':
      return entry(said ?? 'It waits for other tasks.', '', '', true);
    case 'unblocked':
      return entry('Nothing keeps it waiting any more.', '', '', true);
    case 'parked':
      return entry(said ?? 'A service it needs is not answering.', 'No try was used up.', 'will-retry', true);
    case 'resumed':
      return entry('The service it needs answers again.', '', '', true);
    case 'expired':
      return entry(said ?? 'It was not started in time.', '', '', true);
    case 'dismissed':
      return entry(
        data.dismiss_reason ? `It was dismissed: ${data.dismiss_reason}` : 'It was dismissed.',
        by,
        '',
        true,
      );
    case 'reinstated':
      return entry('It needs attention again.', by, 'needs-attention', true);
  }
}

function failed(event: TaskEvent): Entry {
  const data = event.event_data;
  const late = event.event_type === 'timed_out';
  const why = late ? 'It took too long and was stopped.' : 'It failed.';
  const sentence = data.status_message ?? data.error_message ?? why;
  if (data.next_retry_at) {
    return entry(sentence, `Next try at ${clock(data.next_retry_at)}.`, 'will-retry', true);
  }
  return entry(sentence, 'It is not tried again by itself.', 'needs-attention', true);
}

function entry(sentence: string, more: string, tone: string, big: boolean): Entry {
  return { sentence, more: more === sentence ? '' : more, tone, big };
}

function progressOf(event: TaskEvent): string {
  const { progress_done: done, progress_total: total, current_step: step } = event.event_data;
  if (typeof done === 'number') return total ? `${number(done)} of ${number(total)}` : number(done);
  return step ? `Step: ${step}` : 'A sign of life.';
}

/** "node:desk-1" is the worker desk-1, "user:sandra" the user sandra. */
function named(kind: string, actor: string | null): string {
  return actor?.startsWith(`${kind}:`) ? actor.slice(kind.length + 1) : '';
}
