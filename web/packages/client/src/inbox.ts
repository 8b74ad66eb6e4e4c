import type { Api } from './api.ts';
import { calm } from './calm.ts';
import type { Feed } from './feed.ts';
import type { Memory } from './memory.ts';
import { Signal } from './signal.ts';
import type { LiveEvent, Me, Task } from './types.ts';
import { hasEnded, labelOf } from './words.ts';

/** So many are read; a badge says "99+" long before. */
const MOST = 100;

/** Whose tasks somebody is told of. */
export type Scope = 'own' | 'all';

/**
 * What one person has to know of: the failures that need them, what is tried again, and how much runs. It is read
 * from the server once and again after news, so that a thousand failures in a second are one question.
 */
export class Inbox {
  readonly changed = new Signal<void>();
  readonly memory: Memory;
  readonly me: Me;
  loaded = false;

  readonly #api: Api;
  readonly feed: Feed;
  readonly #scope: Scope;
  readonly #again: ReturnType<typeof calm>;
  #leave: (() => void)[] = [];
  #failures: string[] = [];
  #retries: string[] = [];
  #open: string[] = [];

  constructor(api: Api, feed: Feed, me: Me, memory: Memory, scope: Scope) {
    this.#api = api;
    this.feed = feed;
    this.me = me;
    this.memory = memory;
    this.#scope = scope;
    this.#again = calm(() => void this.#read(), 1_000);
  }

  watch(): void {
    const feed = this.feed;
    this.#leave = [
      feed.resync.listen(() => this.#again()),
      feed.events.listen(event => this.#hear(event)),
      feed.store.changed.listen(() => this.changed.emit()),
      this.memory.changed.listen(() => this.changed.emit()),
      this.memory.watch(),
    ];
    this.#again();
  }

  forget(): void {
    this.#again.stop();
    for (const leave of this.#leave) leave();
    this.#leave = [];
  }

  /** What narrows a list to this person's tasks. */
  get mine(): { mine?: 'true' } {
    return this.#scope === 'own' ? { mine: 'true' } : {};
  }

  get scope(): Scope {
    return this.#scope;
  }

  /** Whether this person may retry and dismiss. */
  get mayChange(): boolean {
    return this.me.capabilities.some(one => one.startsWith('tasks:change:'));
  }

  /** What needs this person, newest first. */
  get failures(): Task[] {
    return this.#those(this.#failures, task => labelOf(task) === 'needs attention');
  }

  /** What failed and is tried again by itself. */
  get retries(): Task[] {
    return this.#those(this.#retries, task => labelOf(task) === 'will retry');
  }

  get running(): number {
    return this.#those(this.#open, task => !hasEnded(task)).length + this.retries.length;
  }

  /** The failures that this person has not looked at, without the types that are not to be told of. */
  get unseen(): Task[] {
    return this.failures.filter(
      task => !this.memory.hasSeen(failureOf(task)) && !this.memory.isMuted(task.task_type),
    );
  }

  see(): void {
    this.memory.see(this.failures.map(failureOf));
  }

  #hear(event: LiveEvent): void {
    if (event.event_type !== 'reported' && event.event_type !== 'claimed') this.#again();
  }

  #those(ids: string[], still: (task: Task) => boolean): Task[] {
    return ids
      .map(id => this.feed.store.get(id))
      .filter((task): task is Task => task !== undefined && still(task));
  }

  async #read(): Promise<void> {
    const mine = this.mine;
    try {
      const [failures, retries, open] = await Promise.all([
        this.#api.tasks({ label: 'needs_attention', ...mine, limit: MOST }),
        this.#api.tasks({ label: 'will_retry', ...mine, limit: MOST }),
        this.#api.tasks({ status: ['pending', 'processing'], ...mine, limit: MOST }),
      ]);
      const kept = (tasks: Task[]) => tasks.map(task => this.feed.store.put(task).id);
      this.#failures = kept(failures.items);
      this.#retries = kept(retries.items);
      this.#open = kept(open.items);
      this.loaded = true;
    } catch {
      // The next news, or the connection when it is back, asks again.
      return;
    }
    this.changed.emit();
  }
}

/** One failure of a task: when it fails again later, that is another one. */
export function failureOf(task: Pick<Task, 'id' | 'attempt'>): string {
  return `${task.id}:${task.attempt}`;
}
