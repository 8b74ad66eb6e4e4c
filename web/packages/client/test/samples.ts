import type { LiveEvent, Me, Task } from '../src/index.ts';

/** A task as the server would tell it, with what matters to the test. */
export function aTask(fields: Partial<Task> = {}): Task {
  return {
    id: 'task-1',
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
    attempt: 0,
    retry_count: 0,
    max_retries: 3,
    run_at: '2026-11-22T10:00:00Z',
    next_retry_at: null,
    created_by: null,
    created_at: '2026-11-22T10:00:00Z',
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
    actions: ['cancel'],
    ...fields,
  };
}

export function anEvent(fields: Partial<LiveEvent> = {}): LiveEvent {
  return {
    cursor: `1.2.${fields.version ?? 2}`,
    task_id: 'task-1',
    version: 2,
    event_type: 'reported',
    attempt: 1,
    actor: 'node:desk-1',
    created_at: '2026-11-22T10:00:05Z',
    event_data: {},
    task_type: 'data_import',
    entity_type: 'upload',
    entity_id: 'upload-1',
    entity_label: 'zip-codes.csv',
    ...fields,
  };
}

/** A person as `/api/me` tells of them. */
export function aPerson(fields: Partial<Me> = {}): Me {
  return {
    id: 'user-1',
    username: 'ben',
    full_name: 'Ben Booking',
    role: 'booking_agent',
    email: null,
    phone: null,
    capabilities: ['tasks:read:own', 'tasks:change:own', 'notices:read:own'],
    ...fields,
  };
}
