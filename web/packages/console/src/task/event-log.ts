import type { TaskEvent } from '@meanwhile/client';
import { api } from '../session.ts';

/** Events read at the start and at the end of a long story; the middle is read when asked for. */
const HEAD = 12;
const TAIL = 40;

/** The events of one task, without doubles and in order, with at most one hole in the middle. */
export class EventLog {
  readonly #id: string;
  #events: TaskEvent[] = [];

  constructor(id: string) {
    this.#id = id;
  }

  get events(): readonly TaskEvent[] {
    return this.#events;
  }

  get last(): number {
    return this.#events.at(-1)?.version ?? 0;
  }

  /** Reads what a task of this version went through: all of it, or both ends when it is long. */
  async open(version: number): Promise<void> {
    if (version <= HEAD + TAIL + 10) {
      await this.readAfter(0);
      return;
    }
    const [head, tail] = await Promise.all([
      api.events(this.#id, 0, HEAD),
      api.events(this.#id, version - TAIL),
    ]);
    this.take(...head.items, ...tail.items);
    await this.readAfter(version);
  }

  /** Reads everything after a version, page by page. */
  async readAfter(version: number, until = Number.POSITIVE_INFINITY): Promise<void> {
    for (let after = version; after < until; ) {
      const page = await api.events(this.#id, after);
      this.take(...page.items);
      const next = page.items.at(-1)?.version;
      if (next === undefined || page.items.length < 200) return;
      after = next;
    }
  }

  /** Whether the stream skipped something near the end. */
  get torn(): boolean {
    const tail = this.#events.slice(-TAIL);
    return tail.some((event, index) => index > 0 && event.version > tail[index - 1]!.version + 1);
  }

  /** Reads the newest events again, where the stream tore. */
  async mend(): Promise<void> {
    await this.readAfter(this.#events.at(-TAIL)?.version ?? 0);
  }

  take(...events: TaskEvent[]): void {
    const known = new Map(this.#events.map(event => [event.version, event]));
    for (const event of events) if (event.task_id === this.#id) known.set(event.version, event);
    this.#events = [...known.values()].sort((one, other) => one.version - other.version);
  }
}
