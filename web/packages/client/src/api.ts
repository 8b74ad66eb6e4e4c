import type { ImportedRows, ImportState, ImportTarget, Preview, PreviewQuery } from './imports.ts';
import { Problem } from './problem.ts';
import type { Counts, EventPage, Me, NewTask, Task, TaskPage, TaskQuery, TaskType, Upload } from './types.ts';

type Parameter = string | number | null | undefined | readonly string[];

/** The calls of the HTTP contract, each answering with its type or throwing a {@link Problem}. */
export class Api {
  readonly base: string;

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

  cancel(id: string): Promise<Task> {
    return this.post(`/api/tasks/${encodeURIComponent(id)}/cancellation`);
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
    const response = await fetch(url, {
      ...init,
      headers: { Accept: 'application/json', ...init.headers },
    }).catch((thrown: unknown) => {
      throw init.signal?.aborted ? thrown : Problem.unreachable();
    });
    if (!response.ok) throw await Problem.of(response);
    return (await response.json()) as T;
  }
}
