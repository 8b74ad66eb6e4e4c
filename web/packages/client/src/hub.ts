import { Api } from './api.ts';
import { type Connection, Feed, type Resync } from './feed.ts';
import { Inbox, type Scope } from './inbox.ts';
import { Memory } from './memory.ts';
import { Problem } from './problem.ts';
import { sharedReader } from './shared-stream.ts';
import { Signal } from './signal.ts';
import { TaskStore } from './store.ts';
import type { TokenKeeper } from './token.ts';
import type { LiveEvent, Me, Task } from './types.ts';
import { hasEnded } from './words.ts';

/** A stream is narrowed to at most so many tasks. */
const MOST_TASKS = 100;
/** How often to ask where streams do not come through. */
const POLL = 30_000;

/** The one connection that all elements of a page share for one server. */
export class Hub {
  readonly changed = new Signal<void>();
  readonly events = new Signal<LiveEvent>();
  /** News may have been missed: whoever shows a list reads it again. */
  readonly resync = new Signal<Resync>();
  readonly problems = new Map<string, Problem>();
  /** Whose failures are told. */
  scope: Scope = 'own';
  /** Where a task is shown in full; `{id}` stands for the task. */
  taskUrl = '';

  readonly api: Api;
  readonly #store: TaskStore;
  readonly #tasks = new Map<string, number>();
  readonly #entities = new Map<string, number>();
  #watchers = 0;
  /** Whether the feed carries all that this page's person may hear of. */
  #all = false;
  #feed: Feed | null = null;
  /** The feed of the page itself, which begins and ends it. */
  #lent: Feed | null = null;
  #me: Promise<Me | null> | null = null;
  #inbox: Inbox | null = null;
  #turn = 0;
  #reopening = false;

  constructor(base: string, lent?: { api: Api; feed: Feed }) {
    this.api = lent?.api ?? new Api(base);
    this.#store = lent?.feed.store ?? new TaskStore(this.api);
    this.#lent = lent?.feed ?? null;
    this.#store.changed.listen(() => this.changed.emit());
    if (this.#lent) this.#attach(this.#lent);
  }

  /** Shows a token where there is no cookie of ours. */
  keep(keeper: TokenKeeper | null): void {
    this.api.keeper = keeper;
    this.reset();
  }

  /** This person is here now, or nobody; for pages that know it anyhow. */
  meet(me: Me | null): void {
    this.reset();
    this.#me = Promise.resolve(me);
  }

  /** Somebody else may be here now: asks again who. */
  reset(): void {
    this.#me = null;
    this.#all = false;
    this.#inbox?.forget();
    this.#inbox = null;
    this.changed.emit();
    this.#reopen();
  }

  get connection(): Connection {
    return this.#feed?.state ?? 'connecting';
  }

  /** What this page's person has to know of; null until it is known who that is, and for those who hear nothing. */
  get inbox(): Inbox | null {
    return this.#inbox;
  }

  addressOf(task: Pick<Task, 'id'>): string {
    const id = encodeURIComponent(task.id);
    return this.taskUrl ? this.taskUrl.replace('{id}', id) : `${this.api.base}/tasks/${id}`;
  }

  task(id: string): Task | undefined {
    return this.#store.get(id);
  }

  tasks(): Task[] {
    return newestFirst(this.#store.all());
  }

  put(task: Task): Task {
    return this.#store.put(task);
  }

  /** The tasks of an entity, newest first. */
  of(entity: string): Task[] {
    return newestFirst(this.#store.all().filter(task => `${task.entity_type}:${task.entity_id}` === entity));
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

  /** Carries all that concerns this page's person until the returned function is called. */
  watch(): () => void {
    this.#watchers++;
    if (this.#watchers === 1) this.#reopen();
    return () => {
      this.#watchers--;
      if (this.#watchers === 0) this.#reopen();
    };
  }

  /** Who is here; null when the server does not say. Asked once. */
  me(): Promise<Me | null> {
    this.#me ??= this.api.me().catch(() => null);
    return this.#me;
  }

  /** Elements come and go together: one new connection serves all changes of this turn. */
  #reopen(): void {
    if (this.#reopening) return;
    this.#reopening = true;
    setTimeout(() => {
      this.#reopening = false;
      void this.#open();
    }, 20);
  }

  async #open(): Promise<void> {
    const turn = ++this.#turn;
    const wanted = this.#tasks.size + this.#entities.size + this.#watchers > 0;
    const me = wanted ? await this.me() : null;
    if (turn !== this.#turn) return;
    const hears = this.#watchers > 0 && (me?.capabilities.some(one => one.startsWith('notices:')) ?? false);
    if (this.#lent || (hears && this.#all && this.#feed)) {
      void this.#fillIn('joined');
    } else {
      this.#feed?.stop();
      this.#feed = null;
      if (this.#tasks.size + this.#entities.size > 0 || hears) this.#connect(hears, me);
    }
    this.#listen(hears ? me : null);
  }

  #connect(everything: boolean, me: Me | null): void {
    const topics = { tasks: [...this.#tasks.keys()], entities: [...this.#entities.keys()] };
    this.#all = everything;
    const feed = new Feed(this.api, everything || !this.#narrow() ? {} : topics, { poll: POLL }, this.#store);
    if (me) feed.reader = sharedReader(me.id);
    this.#attach(feed);
    feed.start();
  }

  #attach(feed: Feed): void {
    feed.connection.listen(() => this.changed.emit());
    feed.resync.listen(why => {
      void this.#fillIn(why);
      this.resync.emit(why);
    });
    feed.events.listen(event => {
      this.events.emit(event);
      const entity = `${event.entity_type}:${event.entity_id}`;
      const wanted = this.#entities.has(entity) || this.#tasks.has(event.task_id);
      if (wanted && !this.#store.get(event.task_id)) void this.#read(event.task_id);
    });
    this.#feed = feed;
  }

  #listen(me: Me | null): void {
    if (this.#inbox && this.#inbox.me === me && this.#inbox.feed === this.#feed) return;
    this.#inbox?.forget();
    this.#inbox = null;
    if (me && this.#feed) {
      const memory = new Memory(`${this.api.base} ${me.id}`);
      this.#inbox = new Inbox(this.api, this.#feed, me, memory, this.scope);
      this.#inbox.changed.listen(() => this.changed.emit());
      this.#inbox.watch();
    }
    this.changed.emit();
  }

  /** A stream carries some tasks, or one entity; for any other mix it carries everything. */
  #narrow(): boolean {
    const tasks = this.#tasks.size;
    const entities = this.#entities.size;
    return entities === 0 ? tasks <= MOST_TASKS : entities === 1 && tasks === 0;
  }

  /** Reads what the stream did not bring; without a stream from its start, that is everything that may still change. */
  async #fillIn(why: Resync): Promise<void> {
    const everything = why === 'polling' || why === 'joined';
    const open = (id: string) => {
      const task = this.#store.get(id);
      return !task || !hasEnded(task);
    };
    const ids = [...this.#tasks.keys()].filter(id => (everything ? open(id) : !this.#store.get(id)));
    await Promise.all(ids.map(id => this.#read(id)));
    if (!everything && this.#narrow() && this.#watchers === 0) return;
    for (const entity of this.#entities.keys()) {
      const page = await this.api.tasks({ entity, limit: 20 }).catch(() => null);
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

function newestFirst(tasks: Task[]): Task[] {
  return tasks.sort((one, other) => other.created_at.localeCompare(one.created_at));
}

const hubs = new Map<string, Hub>();

/** The hub of a server, made on first use. */
export function hubOf(base: string): Hub {
  const key = base.replace(/\/+$/, '');
  let hub = hubs.get(key);
  if (!hub) {
    hub = new Hub(key);
    hubs.set(key, hub);
  }
  return hub;
}

/** Lets all elements of a page that has a feed of its own use that one. */
export function lend(api: Api, feed: Feed): Hub {
  const hub = new Hub(api.base, { api, feed });
  hubs.set(api.base, hub);
  return hub;
}
