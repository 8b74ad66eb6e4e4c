import type { ImportedRows, ImportState, ImportTarget, Preview, PreviewQuery } from './imports.ts';
import type { Dependency, IncidentPage } from './outages.ts';
import { Problem } from './problem.ts';
import { Signal } from './signal.ts';
import type { TokenKeeper } from './token.ts';
import type {
  BulkAction,
  Chosen,
  Counts,
  EventPage,
  LabelCounts,
  Me,
  NewTask,
  Task,
  TaskPage,
  TaskQuery,
  TaskType,
  Upload,
} from './types.ts';

export type Parameter = string | number | null | undefined | readonly string[];

/** The calls of the HTTP contract, each answering with its type or throwing a {@link Problem}. */
export class Api {
  readonly base: string;
  /** The server does not know who asks, or does not any more. */
  readonly refused = new Signal<Problem>();
  /** Headers to say whether the person has just done something; only that keeps a session alive. */
  mark: () => Record<string, string> = () => ({});
  /** Says who asks, where no cookie does; never in an address, which logs and histories keep. */
  keeper: TokenKeeper | null = null;

  /** `base` is the address of the server, or empty for the one that served this page. */
  constructor(base = '') {
    this.base = base.replace(/\/+$/, '');
  }

  url(path: string, parameters: Record<string, Parameter> = {}): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
      if (value === null || value === undefined || value === '') continue;
      for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
    }
    const query = search.toString();
    return this.base + path + (query ? `?${query}` : '');
  }

  me(signal?: AbortSignal): Promise<Me> {
    return this.get('/api/me', {}, signal);
  }

  /** Any call of the contract that has no method of its own here; nothing when the answer has no body. */
  ask<T>(
    method: string,
    path: string,
    body?: unknown,
    parameters: Record<string, Parameter> = {},
    more: { headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<T> {
    const json: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return this.call(this.url(path, parameters), {
      method,
      headers: { ...json, ...more.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: more.signal,
    });
  }

  types(signal?: AbortSignal): Promise<TaskType[]> {
    return this.get('/api/types', {}, signal);
  }

  tasks(query: TaskQuery = {}, signal?: AbortSignal): Promise<TaskPage> {
    return this.get('/api/tasks', { ...query }, signal);
  }

  counts(signal?: AbortSignal): Promise<Counts> {
    return this.get('/api/tasks/counts', {}, signal);
  }

  task(id: string, signal?: AbortSignal): Promise<Task> {
    return this.get(`/api/tasks/${encodeURIComponent(id)}`, {}, signal);
  }

  events(id: string, after = 0, limit = 200, signal?: AbortSignal): Promise<EventPage> {
    return this.get(`/api/tasks/${encodeURIComponent(id)}/events`, { after, limit }, signal);
  }

  /** Creates a task; the same `key` a second time answers with the same task. */
  create(task: NewTask, key: string): Promise<Task> {
    return this.post('/api/tasks', task, { 'Idempotency-Key': key });
  }

  labelCounts(signal?: AbortSignal): Promise<LabelCounts> {
    return this.get('/api/tasks/counts/labels', {}, signal);
  }

  /** The parts of a task, oldest first. */
  children(id: string, cursor = '', limit = 50, signal?: AbortSignal): Promise<TaskPage> {
    return this.get(`/api/tasks/${encodeURIComponent(id)}/children`, { cursor, limit }, signal);
  }

  cancel(id: string): Promise<Task> {
    return this.post(`/api/tasks/${encodeURIComponent(id)}/cancellation`);
  }

  /** Sets a failed task aside, if it is still in this version. */
  dismiss(id: string, reason: string, version: number): Promise<Task> {
    const headers = { 'If-Match': `"${version}"` };
    return this.post(`/api/tasks/${encodeURIComponent(id)}/dismissal`, { reason: reason || null }, headers);
  }

  /** Takes a dismissal back. */
  reinstate(id: string): Promise<Task> {
    return this.call(this.url(`/api/tasks/${encodeURIComponent(id)}/dismissal`), { method: 'DELETE' });
  }

  /** Does an ended task once more; answers with the new one. */
  rerun(id: string): Promise<Task> {
    return this.post(`/api/tasks/${encodeURIComponent(id)}/rerun`);
  }

  /** How many tasks a change of many would take now. */
  async bulkCount(action: BulkAction, chosen: Chosen, signal?: AbortSignal): Promise<number> {
    const path = '/api/tasks/changes/count';
    const answer = await this.get<{ count: number }>(path, { action, ...chosen }, signal);
    return answer.count;
  }

  /** Changes many tasks; answers with the task that does it. */
  changeMany(action: BulkAction, filter: Chosen, expected: number, reason: string): Promise<Task> {
    return this.post('/api/tasks/changes', { action, filter, expected, reason: reason || null });
  }

  dependencies(signal?: AbortSignal): Promise<Dependency[]> {
    return this.get('/api/dependencies', {}, signal);
  }

  /** Keeps a service back, or lets it go on. */
  direct(dependency: string, verb: 'pause' | 'resume', reason: string): Promise<Dependency> {
    return this.post(`/api/dependencies/${encodeURIComponent(dependency)}/${verb}`, { reason });
  }

  incidents(cursor = '', limit = 20, signal?: AbortSignal): Promise<IncidentPage> {
    return this.get('/api/incidents', { cursor, limit }, signal);
  }

  resumeType(type: string, reason: string): Promise<unknown> {
    return this.post(`/api/types/${encodeURIComponent(type)}/resume`, { reason });
  }

  retry(id: string): Promise<Task> {
    return this.post(`/api/tasks/${encodeURIComponent(id)}/retry`);
  }

  knownUpload(id: string, signal?: AbortSignal): Promise<Upload> {
    return this.get(`/api/uploads/${encodeURIComponent(id)}`, {}, signal);
  }

  targets(signal?: AbortSignal): Promise<ImportTarget[]> {
    return this.get('/api/imports/targets', {}, signal);
  }

  preview(query: PreviewQuery, signal?: AbortSignal): Promise<Preview> {
    return this.get('/api/imports/preview', { ...query }, signal);
  }

  importState(id: string, signal?: AbortSignal): Promise<ImportState> {
    return this.get(`/api/imports/${encodeURIComponent(id)}`, {}, signal);
  }

  importedRows(id: string, after = 0, limit = 50, signal?: AbortSignal): Promise<ImportedRows> {
    return this.get(`/api/imports/${encodeURIComponent(id)}/rows`, { after, limit }, signal);
  }

  rejectsUrl(id: string): string {
    return this.url(`/api/imports/${encodeURIComponent(id)}/rejects.csv`);
  }

  private get<T>(path: string, parameters: Record<string, Parameter>, signal?: AbortSignal): Promise<T> {
    return this.call(this.url(path, parameters), { signal });
  }

  private post<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const json: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return this.call(this.url(path), {
      method: 'POST',
      headers: { ...json, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  private async call<T>(url: string, init: RequestInit): Promise<T> {
    let response = await this.send(url, init);
    if (response.status === 401 && this.keeper) {
      await this.keeper.renew();
      response = await this.send(url, init);
    }
    if (!response.ok) {
      const problem = await Problem.of(response);
      if (problem.status === 401) this.refused.emit(problem);
      throw problem;
    }
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private async send(url: string, init: RequestInit): Promise<Response> {
    const who = await this.who();
    return fetch(url, {
      ...init,
      headers: { Accept: 'application/json', ...who, ...this.mark(), ...init.headers },
    }).catch((thrown: unknown) => {
      throw init.signal?.aborted ? thrown : Problem.unreachable();
    });
  }

  /** The header that says who asks. */
  async who(): Promise<Record<string, string>> {
    return this.keeper ? { Authorization: await this.keeper.header() } : {};
  }
}
