import type { Task } from '@meanwhile/client';
import { actionsOf, labelOf } from '@meanwhile/client';

const NOW = Date.now();

/** A time so many seconds from now. */
export function at(seconds: number): string {
  return new Date(NOW + seconds * 1000).toISOString();
}

/** A made-up task for the gallery. */
export function sample(id: string, fields: Partial<Task>): Task {
  const task: Task = {
    id,
    task_type: 'data_import',
    workflow_id: null,
    status: 'pending',
    label: 'waiting',
    entity_type: 'upload',
    entity_id: 'upload-1',
    entity_label: 'zip-codes.csv',
    input_data: {},
    output_data: null,
    current_step: null,
    status_message: null,
    progress_done: null,
    progress_total: null,
    error_message: null,
    error_details: null,
    attempt: 1,
    retry_count: 0,
    max_retries: 3,
    run_at: at(0),
    next_retry_at: null,
    created_by: null,
    created_at: at(-60),
    processing_started_at: null,
    processing_completed_at: null,
    n8n_execution_id: null,
    correlation_id: null,
    metadata: {},
    version: 1,
    priority: 0,
    expires_at: null,
    dismissed_at: null,
    dismissed_by: null,
    dismiss_reason: null,
    parked_on: null,
    parent_id: null,
    rerun_of: null,
    audit_log_id: null,
    archived_at: null,
    waiting_reason: null,
    estimate: null,
    actions: [],
    ...fields,
  };
  return { ...task, label: labelOf(task), actions: actionsOf(task) };
}

const running = { status: 'processing', processing_started_at: at(-12) } as const;

/** Every state that a task can be in, by the name under which the gallery shows it. */
export const STATES: [string, Task][] = [
  ['waiting', sample('waiting', {})],
  ['running', sample('running', { ...running, status_message: 'Checking the columns of the file…' })],
  [
    'running with progress',
    sample('progress', {
      ...running,
      status_message: 'Processing row 500 of 2,000…',
      progress_done: 500,
      progress_total: 2000,
    }),
  ],
  [
    'will retry',
    sample('retry', {
      status: 'failed',
      next_retry_at: at(42),
      retry_count: 1,
      status_message:
        'The file could not be fetched: example.org did not answer within 30 seconds. We try again by ourselves in 42 seconds (retry 2 of 3).',
    }),
  ],
  [
    'needs attention',
    sample('failed', {
      status: 'failed',
      processing_started_at: at(-20),
      processing_completed_at: at(-5),
      error_message: 'The import failed: the file has no column for “Name”. Choose one and import it again.',
    }),
  ],
  [
    'out of time',
    sample('timeout', {
      status: 'timeout',
      processing_started_at: at(-3600),
      processing_completed_at: at(-5),
    }),
  ],
  [
    'done',
    sample('done', {
      status: 'completed',
      processing_started_at: at(-9),
      processing_completed_at: at(-5),
      status_message: 'Import complete! 1,847 records imported, 153 skipped due to errors.',
    }),
  ],
  ['cancelled', sample('cancelled', { status: 'cancelled', processing_completed_at: at(-5) })],
  [
    'a sentence without end',
    sample('long', {
      ...running,
      status_message: `Reading ${'a-file-name-that-goes-on-and-on-'.repeat(6)}.csv, which somebody named with care.`,
    }),
  ],
];
