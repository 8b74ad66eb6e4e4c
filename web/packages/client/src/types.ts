/** The JSON of the HTTP contract: every name is the name of the column behind it. */

export type Status = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'timeout';
export type Label =
  | 'waiting'
  | 'running'
  | 'will retry'
  | 'needs attention'
  | 'dismissed'
  | 'done'
  | 'cancelled';
export type Action = 'cancel' | 'retry' | 'dismiss' | 'reinstate' | 'rerun';
export type Json = Record<string, unknown>;

/** The parts of a failure: what failed, why, and what to do. */
export interface ErrorDetails {
  what?: string;
  why?: string;
  advice?: string;
  code?: string;
  retryable?: boolean;
  detail?: string;
}

/** Why a task does not run yet. */
export interface WaitingReason {
  code: string;
  sentence: string;
  at: string | null;
  count: number | null;
}

/** How long a run usually takes. */
export interface Estimate {
  usually: string;
  p50_seconds: number;
  p90_seconds: number;
  samples: number;
  longer_than_usual: boolean | null;
}

export interface Task {
  id: string;
  task_type: string;
  workflow_id: string | null;
  status: Status;
  label: Label;
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
  input_data: Json | null;
  output_data: Json | null;
  current_step: string | null;
  status_message: string | null;
  progress_done: number | null;
  progress_total: number | null;
  error_message: string | null;
  error_details: ErrorDetails | null;
  attempt: number;
  retry_count: number;
  max_retries: number;
  run_at: string | null;
  next_retry_at: string | null;
  created_by: string | null;
  created_at: string;
  processing_started_at: string | null;
  processing_completed_at: string | null;
  n8n_execution_id: string | null;
  correlation_id: string | null;
  metadata: Json | null;
  version: number;
  priority: number;
  expires_at: string | null;
  dismissed_at: string | null;
  dismissed_by: string | null;
  dismiss_reason: string | null;
  parked_on: string | null;
  parent_id: string | null;
  rerun_of: string | null;
  audit_log_id: string | null;
  archived_at: string | null;
  /** Told where a single task is read, else null. */
  waiting_reason: WaitingReason | null;
  /** Told where a single task is read, else null. */
  estimate: Estimate | null;
  actions: Action[];
}

export type EventType =
  | 'submitted'
  | 'claimed'
  | 'reported'
  | 'completed'
  | 'failed'
  | 'retried'
  | 'postponed'
  | 'timed_out'
  | 'cancelled'
  | 'rescued'
  | 'released'
  | 'blocked'
  | 'unblocked'
  | 'parked'
  | 'resumed'
  | 'expired'
  | 'dismissed'
  | 'reinstated';

/** One change of a task. `event_data` holds the fields that changed. */
export interface TaskEvent {
  cursor: string;
  task_id: string;
  version: number;
  event_type: EventType;
  attempt: number;
  actor: string | null;
  created_at: string;
  event_data: Partial<Task>;
}

/** An event as the live stream carries it: with enough of the task to know whose it is. */
export interface LiveEvent extends TaskEvent {
  task_type: string;
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
}

export interface Snapshot {
  cursor: string;
  tasks: Task[];
}

export interface TaskPage {
  items: Task[];
  next_cursor: string | null;
}

export interface EventPage {
  items: TaskEvent[];
  next_after: number | null;
}

export type Counts = Record<Status, number>;

/** The words by which a list can be narrowed beside the status. */
export type LabelName = 'needs_attention' | 'will_retry' | 'dismissed' | 'scheduled';

export type LabelCounts = Record<LabelName, number>;

/** Which tasks a change of many is about. */
export interface Chosen {
  type?: readonly string[];
  entity?: string;
  code?: string;
}

export type BulkAction = 'retry' | 'dismiss' | 'cancel';

export interface TaskQuery {
  label?: LabelName;
  status?: readonly Status[];
  type?: readonly string[];
  entity?: string;
  q?: string;
  /** Only the user's own, also for those who see everybody's. */
  mine?: 'true';
  limit?: number;
  cursor?: string;
}

export interface TaskType {
  task_type: string;
  title: string;
  timeout_seconds: number;
  max_retries: number;
}

export interface NewTask {
  task_type: string;
  input_data?: Json;
  entity_type?: string;
  entity_id?: string;
  entity_label?: string;
  run_at?: string;
  metadata?: Json;
}

export interface Person {
  id: string;
  username: string;
  full_name: string;
  role: string;
}

export interface Me extends Person {
  email: string | null;
  phone: string | null;
  /** For example `tasks:change:own`. */
  capabilities: string[];
  preferences?: Preferences;
}

/** What a person wishes of the pages, kept on the server. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  /** Of which tasks that need somebody the browser tells. */
  notices: 'none' | 'own' | 'all';
}

/** The session of this browser; the times are seconds, and null when nothing is kept, as in a demo. */
export interface SessionState {
  signed_in: boolean;
  user: Person | null;
  id: string | null;
  idle_limit: number | null;
  idle_left: number | null;
  total_left: number | null;
  /** How many seconds before the end to warn. */
  warning: number;
  /** Why an earlier session ended. */
  farewell: string | null;
  setup_needed: boolean;
  /** Whom one can be with one click; empty outside a demo. */
  demo: Person[];
}

export interface KnownSession {
  id: string;
  created_at: string;
  last_activity: string;
  address: string;
  agent: string;
  current: boolean;
}

export interface ApiKey {
  id: string;
  name: string;
  scope: 'read' | 'write' | 'work';
  last_four: string;
  created_at: string;
  last_used_at: string | null;
}

export interface User extends Person {
  email: string | null;
  phone: string | null;
  state: 'active' | 'invited' | 'disabled';
  last_seen_at: string | null;
  created_at: string;
}

export interface AuditEntry {
  id: string;
  action: string;
  entity_type: string;
  entity_id: string;
  user_id: string | null;
  user_name: string;
  details: Record<string, unknown>;
  address: string | null;
  request_id: string | null;
  created_at: string;
}

/** A task that a deed is about or caused, and what became of it. */
export interface AuditOutcome {
  id: string;
  task_type: string;
  status: Status;
  entity_label: string | null;
  status_message: string | null;
  error_message: string | null;
  caused: boolean;
  created_at: string;
  processing_completed_at: string | null;
  dismissed_at: string | null;
  archived_at: string | null;
}

/** An entry with its tasks. */
export interface AuditChain extends AuditEntry {
  tasks: AuditOutcome[];
  more: boolean;
}

export interface Upload {
  id: string;
  name: string;
  size: number;
  sha256: string;
  created_at: string;
}
