/** That somebody keeps something back. */
export interface Pause {
  at: string;
  by: string;
  reason: string;
}

/** A service that tasks need, and how it stands. */
export interface Dependency {
  name: string;
  title: string;
  state: 'closed' | 'open' | 'probing' | 'recovering';
  label: 'working' | 'away' | 'trying' | 'recovering' | 'paused';
  failures: number;
  why: string | null;
  since: string | null;
  next_probe_at: string | null;
  paused: Pause | null;
  incident_id: number | null;
  parked: number;
  pace_per_second: number;
}

/** One outage or pause, from its beginning to its end. */
export interface Incident {
  id: number;
  dependency: string | null;
  task_type: string | null;
  title: string;
  began_at: string;
  ended_at: string | null;
  why: string;
  by: string;
  parked: number;
  probes: number;
  history: { at: string; type: string; sentence: string; actor: string }[];
}

export interface IncidentPage {
  items: Incident[];
  next_cursor: string | null;
}
