import type { Pause } from './outages.ts';

/** What begins by the clock. */
export interface Schedule {
  name: string;
  task_type: string;
  /** Null for a fixed interval. */
  cron: string | null;
  every_seconds: number | null;
  zone: string;
  next_runs: string[];
  last_run_at: string | null;
  last_task_id: string | null;
  paused: Pause | null;
}
