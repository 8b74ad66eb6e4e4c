import { type Hub, hasEnded, labelOf, type Task, type TaskQuery } from '@meanwhile/client';

export const TABS = ['attention', 'running', 'done', 'all'] as const;
export type Tab = (typeof TABS)[number];

const SIZE = 25;

const QUERIES: Record<Tab, TaskQuery> = {
  attention: { label: 'needs_attention' },
  running: { status: ['pending', 'processing'] },
  done: { status: ['completed', 'cancelled'] },
  all: {},
};

const BELONGS: Record<Tab, (task: Task) => boolean> = {
  attention: task => labelOf(task) === 'needs attention',
  running: task => !hasEnded(task),
  done: task => task.status === 'completed' || task.status === 'cancelled',
  all: () => true,
};

/** One list of the panel, read in pages. What belongs to it no more leaves at once, what is new comes on top. */
export class PanelPages {
  readonly #hub: Hub;
  readonly #tab: Tab;
  #ids: string[] = [];
  #cursor: string | null = null;
  loaded = false;

  constructor(hub: Hub, tab: Tab) {
    this.#hub = hub;
    this.#tab = tab;
  }

  get tasks(): Task[] {
    const retries = this.#tab === 'running' ? (this.#hub.inbox?.retries ?? []).map(task => task.id) : [];
    return [...new Set([...retries, ...this.#ids])]
      .map(id => this.#hub.task(id))
      .filter((task): task is Task => task !== undefined && BELONGS[this.#tab](task));
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Reads the first page again, and keeps what was read further down. */
  async refresh(): Promise<void> {
    const page = await this.#ask(undefined);
    const ids = page.items.map(task => this.#hub.put(task).id);
    if (!this.loaded) this.#cursor = page.next_cursor;
    this.loaded = true;
    this.#ids = [...ids, ...this.#ids.filter(id => !ids.includes(id))];
  }

  async more(): Promise<void> {
    if (!this.#cursor) return;
    const page = await this.#ask(this.#cursor);
    const ids = page.items.map(task => this.#hub.put(task).id);
    this.#cursor = page.next_cursor;
    this.#ids = [...this.#ids, ...ids.filter(id => !this.#ids.includes(id))];
  }

  #ask(cursor: string | undefined) {
    const mine = this.#hub.inbox?.mine ?? {};
    return this.#hub.api.tasks({ ...QUERIES[this.#tab], ...mine, limit: SIZE, cursor });
  }
}
