import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Dependency,
  type EventType,
  type Incident,
  type LiveEvent,
  labelOf,
  type Task,
} from '../src/index.ts';
import { anEvent, aTask } from './samples.ts';

/** Speaks the part of the HTTP contract that the client needs, over real connections. Only tests start it. */
export class Standin {
  readonly tasks = new Map<string, Task>();
  readonly log: LiveEvent[] = [];
  /** Requests that came in, as "METHOD path". */
  readonly asked: string[] = [];
  readonly resumedFrom: string[] = [];
  /** What was shown to say who asks. */
  readonly bearers: string[] = [];
  /** Answers of the live stream: as it should be, refused, or open without a word. */
  mode: 'live' | 'refused' | 'silent' = 'live';
  bodies: string[] = [];
  labels = { needs_attention: 0, will_retry: 0, dismissed: 0, scheduled: 0 };
  dependencies: Dependency[] = [];
  /** What else it says, by "METHOD path". */
  readonly answers = new Map<string, unknown>();
  incidents: Incident[] = [];

  readonly #streams = new Set<ServerResponse>();
  readonly #server: Server = createServer((request, response) => void this.answer(request, response));

  async start(port = 0): Promise<string> {
    await new Promise<void>(resolve => this.#server.listen(port, '127.0.0.1', resolve));
    return this.base;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  add(fields: Partial<Task> = {}): Task {
    const task = aTask(fields);
    this.tasks.set(task.id, task);
    return task;
  }

  /** Changes a task and tells all streams, unless `quietly`. */
  change(id: string, event_type: EventType, event_data: Partial<Task> = {}, quietly = false): LiveEvent {
    const task = this.tasks.get(id);
    if (!task) throw new Error(`no task ${id}`);
    const version = task.version + 1;
    this.tasks.set(id, { ...task, ...event_data, version });
    const cursor = `${this.log.length + 1}`;
    const { task_type, entity_type, entity_id, entity_label } = task;
    const named = { task_type, entity_type, entity_id, entity_label };
    const created_at = new Date().toISOString();
    const event = anEvent({ ...named, cursor, task_id: id, version, event_type, created_at, event_data });
    this.log.push(event);
    if (!quietly) for (const stream of this.#streams) this.#write(stream, 'task', event.cursor, event);
    return event;
  }

  /** Breaks all streams, as a lost network does. */
  cut(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  reset(reason: string): void {
    for (const stream of this.#streams) {
      stream.write(`event: reset\ndata: ${JSON.stringify({ reason })}\n\n`);
    }
  }

  get listeners(): number {
    return this.#streams.size;
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://standin');
    this.asked.push(`${request.method} ${url.pathname}`);
    if (request.headers.authorization) this.bearers.push(request.headers.authorization);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const other = this.answers.get(`${request.method} ${url.pathname}`);
    if (other !== undefined) return json(response, 200, other);
    if (url.pathname === '/api/live') return this.#live(request, response, url);
    if (url.pathname === '/api/tasks/counts') return json(response, 200, { pending: this.tasks.size });
    if (url.pathname === '/api/tasks/counts/labels') return json(response, 200, this.labels);
    if (url.pathname === '/api/tasks/changes/count') return json(response, 200, { count: this.tasks.size });
    if (url.pathname === '/api/dependencies') return json(response, 200, this.dependencies);
    if (url.pathname === '/api/incidents')
      return json(response, 200, { items: this.incidents, next_cursor: null });
    if (request.method === 'POST' && !url.pathname.startsWith('/api/uploads'))
      return this.#post(request, response, url);
    if (url.pathname === '/api/uploads') return this.#upload(request, response, url);
    if (url.pathname === '/api/tasks') return json(response, 200, this.#page(url));
    const [id = '', deed] = url.pathname.split('/').slice(3);
    if (request.method === 'DELETE' && deed && this.#deed('DELETE', id, deed))
      return json(response, 200, this.tasks.get(id));
    const task = this.tasks.get(id);
    if (task && url.pathname.endsWith('/events')) return this.#events(task.id, response, url);
    if (task) return json(response, 200, task);
    json(response, 404, {
      type: 'https://meanwhile.dev/problems/not-found',
      title: 'The task was not found.',
      status: 404,
      detail: 'No task has this id.',
      advice: 'Check the address.',
      request_id: 'r-1',
    });
  }

  /** In one page of any length unless `limit` is asked; a cursor is a number of tasks. */
  #page(url: URL): { items: Task[]; next_cursor: string | null } {
    const label = url.searchParams.get('label')?.replace('_', ' ');
    const statuses = url.searchParams.getAll('status');
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Number(url.searchParams.get('limit') ?? 50);
    const all = [...this.tasks.values()]
      .filter(task => !label || labelOf(task) === label)
      .filter(task => statuses.length === 0 || statuses.includes(task.status))
      .reverse();
    return { items: all.slice(from, to), next_cursor: to < all.length ? String(to) : null };
  }

  /** What is asked of one task, done. */
  #deed(method: string, id: string, deed: string): boolean {
    if (!this.tasks.has(id)) return false;
    const at = new Date().toISOString();
    if (deed === 'retry')
      this.change(id, 'retried', { status: 'pending', error_message: null, actions: ['cancel'] });
    else if (deed === 'dismissal' && method === 'POST') this.change(id, 'dismissed', { dismissed_at: at });
    else if (deed === 'dismissal') this.change(id, 'reinstated', { dismissed_at: null });
    return true;
  }

  #live(request: IncomingMessage, response: ServerResponse, url: URL): void {
    if (this.mode === 'refused') {
      json(response, 503, { title: 'Not now.', status: 503 });
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    if (this.mode === 'silent') return;
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
    const from = request.headers['last-event-id'];
    if (typeof from === 'string') {
      this.resumedFrom.push(from);
      for (const event of this.log.slice(Number(from))) this.#write(response, 'task', event.cursor, event);
      return;
    }
    const wanted = url.searchParams.getAll('task');
    const tasks = [...this.tasks.values()].filter(task => wanted.length === 0 || wanted.includes(task.id));
    const cursor = `${this.log.length}`;
    this.#write(response, 'snapshot', cursor, { cursor, tasks });
  }

  #events(id: string, response: ServerResponse, url: URL): void {
    const after = Number(url.searchParams.get('after'));
    const later = this.log.filter(event => event.task_id === id && event.version > after);
    const items = later.slice(0, Number(url.searchParams.get('limit')));
    json(response, 200, { items, next_after: items.length < later.length ? items.at(-1)?.version : null });
  }

  #write(response: ServerResponse, event: string, id: string, data: unknown): void {
    response.write(`: still here\n\nevent: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps what was asked, and answers with a task. */
  async #post(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    this.bodies.push(body);
    const [named = '', deed] = url.pathname.split('/').slice(3);
    if (url.pathname.startsWith('/api/tasks/') && deed) this.#deed('POST', named, deed);
    const id = url.pathname === '/api/tasks/changes' ? 'bulk-1' : (url.pathname.split('/')[3] ?? '');
    const known = this.tasks.get(id) ?? this.dependencies.find(one => one.name === id);
    json(
      response,
      202,
      known ?? this.add({ id, task_type: 'bulk_change', entity_label: null, entity_id: null }),
    );
  }

  async #upload(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const name = url.searchParams.get('name') ?? '';
    if (name.endsWith('.exe')) {
      return json(response, 413, {
        title: 'The file was not kept.',
        detail: 'It is too large.',
        advice: 'Split it.',
      });
    }
    this.bodies.push(body);
    json(response, 201, {
      id: 'upload-1',
      name,
      size: body.length,
      sha256: 'abc',
      created_at: '2026-11-22T10:00:00Z',
    });
  }
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
}
