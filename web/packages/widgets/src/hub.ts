import {
  Api,
  type Connection,
  Feed,
  hasEnded,
  Problem,
  Signal,
  type Task,
  TaskStore,
} from '@meanwhile/client';

/** A stream is narrowed to at most so many tasks. */
const MOST_TASKS = 100;

/** The one connection that all elements of a page share for one server. */
export class Hub {
  readonly changed = new Signal<void>();
  readonly problems = new Map<string, Problem>();

  readonly #api: Api;
  readonly #store: TaskStore;
  readonly #tasks = new Map<string, number>();
  readonly #entities = new Map<string, number>();
  #feed: Feed | null = null;
  #reopening = false;

  constructor(base: string) {
    this.#api = new Api(base);
    this.#store = new TaskStore(this.#api);
    this.#store.changed.listen(() => this.changed.emit());
  }

  get connection(): Connection {
    return this.#feed?.state ?? 'connecting';
  }

  task(id: string): Task | undefined {
    return this.#store.get(id);
  }

  /** The tasks of an entity, newest first. */
  of(entity: string): Task[] {
    const tasks = this.#store.all().filter(task => `${task.entity_type}:${task.entity_id}` === entity);
    return tasks.sort((one, other) => other.created_at.localeCompare(one.created_at));
  }

  /** Carries a task or an entity until the returned function is called. */
  follow(kind: 'task' | 'entity', id: string): () => void {
    const counts = kind === 'task' ? this.#tasks : this.#entities;
    const before = counts.get(id) ?? 0;
    counts.set(id, before + 1);
    if (before === 0) this.#reopen();
    return () => {
      const left = (counts.get(id) ?? 1) - 1;
      if (left > 0) counts.set(id, left);
      else if (counts.delete(id)) this.#reopen();
    };
  }

  /** Elements come and go together: one new connection serves all changes of this turn. */
  #reopen(): void {
    if (this.#reopening) return;
    this.#reopening = true;
    setTimeout(() => {
      this.#reopening = false;
      this.#feed?.stop();
      this.#feed = null;
      if (this.#tasks.size + this.#entities.size > 0) this.#open();
    }, 20);
  }

  #open(): void {
    const tasks = [...this.#tasks.keys()];
    const entities = [...this.#entities.keys()];
    const feed = new Feed(this.#api, this.#narrow() ? { tasks, entities } : {}, {}, this.#store);
    feed.connection.listen(() => this.changed.emit());
    feed.resync.listen(() => void this.#fillIn(feed.state === 'polling'));
    feed.events.listen(event => {
      const entity = `${event.entity_type}:${event.entity_id}`;
      const wanted = this.#entities.has(entity) || this.#tasks.has(event.task_id);
      if (wanted && !this.#store.get(event.task_id)) void this.#read(event.task_id);
    });
    this.#feed = feed;
    feed.start();
  }

  /** A stream carries some tasks, or one entity; for any other mix it carries everything. */
  #narrow(): boolean {
    const tasks = this.#tasks.size;
    const entities = this.#entities.size;
    return entities === 0 ? tasks <= MOST_TASKS : entities === 1 && tasks === 0;
  }

  /** Reads what the stream did not bring; while only polling works, that is everything that may still change. */
  async #fillIn(everything: boolean): Promise<void> {
    const open = (id: string) => {
      const task = this.#store.get(id);
      return !task || !hasEnded(task);
    };
    const ids = [...this.#tasks.keys()].filter(id => (everything ? open(id) : !this.#store.get(id)));
    await Promise.all(ids.map(id => this.#read(id)));
    if (!everything && this.#narrow()) return;
    for (const entity of this.#entities.keys()) {
      const page = await this.#api.tasks({ entity, limit: 20 }).catch(() => null);
      for (const task of page?.items ?? []) this.#store.put(task);
    }
  }

  async #read(id: string): Promise<void> {
    try {
      await this.#store.refetch(id);
      this.problems.delete(id);
    } catch (thrown) {
      this.problems.set(id, Problem.wrap(thrown));
      this.changed.emit();
    }
  }
}

const hubs = new Map<string, Hub>();

/** The hub of a server, made on first use. */
export function hubOf(base: string): Hub {
  let hub = hubs.get(base);
  if (!hub) {
    hub = new Hub(base);
    hubs.set(base, hub);
  }
  return hub;
}
