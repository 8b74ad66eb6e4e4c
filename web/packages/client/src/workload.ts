import type { Pause } from './outages.ts';
import type { Estimate, Json } from './types.ts';

/** What one task type has to do. Counts go up to 10,000. */
export interface Workload {
  task_type: string;
  title: string;
  done_by: 'webhook' | 'java' | 'pull' | 'meanwhile' | 'elsewhere' | 'nobody';
  host: string | null;
  /** Whether this server takes tasks of it. */
  known: boolean;
  nodes: number;
  waiting: number;
  /** Those that wait for a time, an outage or other tasks. */
  later: number;
  running: number;
  outside: number;
  limit: number | null;
  limit_is_places: boolean;
  needs_attention: number;
  oldest_waiting_at: string | null;
  recent: { ended: number; failed: number };
  estimate: Estimate | null;
  paused: Pause | null;
}

export interface Setting {
  name: string;
  value: string;
  origin: string;
}

/** Whom the tasks of a type are sent to. */
export interface TypeRoute {
  url: string;
  mode: 'callback' | 'answer';
  /** With how many secrets its calls are signed. */
  signed: number;
  settings: Setting[];
  problem: string | null;
}

/** The workers outside that ask for the tasks of a type. */
export interface Pulling {
  lease_seconds: number;
  concurrency: number | null;
  origins: Record<string, string>;
  problem: string | null;
  workers: { worker: string; asked_at: string; holds: number }[];
}

/** A task type in full. */
export interface TypeInFull {
  task_type: string;
  title: string;
  timeout_seconds: number;
  priority: number;
  expires_in_seconds: number | null;
  dependency: string | null;
  retry: { max_retries: number; first_pause_seconds: number; longest_pause_seconds: number };
  limits: {
    at_once: number | null;
    at_once_per_key: number | null;
    rate: { tasks: number; per_seconds: number } | null;
  };
  estimate: Estimate | null;
  paused: Pause | null;
  route: TypeRoute | null;
  /** Who asks for its tasks; null when nobody may. */
  pull?: Pulling | null;
}

/** A call to a webhook and what came back, without secrets. */
export interface KeptCall {
  id: number;
  /** Null for a test. */
  task_id: string | null;
  attempt: number;
  called_at: string;
  took_ms: number;
  url: string;
  request_head: Record<string, string>;
  request_body: string;
  answer_status: number | null;
  answer_head: Record<string, string> | null;
  answer_body: string | null;
  verdict: string;
}

/** What came of a test call. */
export interface TestCall {
  reached: boolean;
  good: boolean;
  sentences: string[];
  call: KeptCall;
}

/** Whether a signature fits. */
export interface Judged {
  fits: boolean;
  sentence: string;
  code: string | null;
  advice: string | null;
}

export interface SignedMessage {
  id: string;
  timestamp: string;
  signature: string;
  body: string;
}

export interface TestInput {
  input_data: Json;
}
