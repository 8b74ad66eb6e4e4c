import type { Api } from './api.ts';
import { fold } from './fold.ts';
import { Signal } from './signal.ts';
import type { LiveEvent, Task } from './types.ts';

/** Kept at most; what was touched longest ago goes first. */
const CAPACITY = 2_000;

/**
 * The newest known state of the tasks that somebody looks at. Versions only rise: older news is ignored, and where
 * a version is missing in between, the task is read again.
 */
export class TaskStore {
  /** The ids of the tasks that changed, gathered until the next frame. */
  readonly changed = new Signal<ReadonlySet<string>>();

  readonly #api: Api;
  readonly #tasks = new Map<string, Task>();
  readonly #dirty = new Set<string>();
  /**
   * The newest version heard of tasks that nobody put here yet. Their last event may come in while they are being
   * read: what was read is then older, and no further event would say so.
   */
  readonly #heard = new Map<string, number>();
  /** Tasks that are being read again, with the version that must be reached. */
  readonly #wanted = new Map<string, number>();
  #scheduled = false;

  constructor(api: Api) {
    this.#api = api;
  }

  get(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  all(): Task[] {
    return [...this.#tasks.values()];
  }

  /** Takes a task as the server told it, unless something newer is known already. */
  put(task: Task): Task {
    const known = this.#tasks.get(task.id);
    if (known && known.version > task.version) return known;
    this.#keep(task);
    const heard = this.#heard.get(task.id) ?? 0;
    this.#heard.delete(task.id);
    if (heard > task.version) this.#catchUp(task.id, heard);
    return task;
  }

  /** Folds an event over its task. Of tasks that nobody put here only the version is kept. */
  apply(event: LiveEvent): void {
    const known = this.#tasks.get(event.task_id);
    if (!known) this.#hear(event);
    if (!known || event.version <= known.version) return;
    if (event.version === known.version + 1) this.#keep(fold(known, event));
    else this.#catchUp(event.task_id, event.version);
  }

  /** Reads a task from the server, whatever is known of it. */
  async refetch(id: string): Promise<Task> {
    return this.put(await this.#api.task(id));
  }

  #catchUp(id: string, version: number): void {
    const running = this.#wanted.has(id);
    this.#wanted.set(id, Math.max(version, this.#wanted.get(id) ?? 0));
    if (running) return;
    void this.#readUntilReached(id);
  }

  async #readUntilReached(id: string): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const task = await this.refetch(id).catch(() => undefined);
      if (!task || task.version >= (this.#wanted.get(id) ?? 0)) break;
    }
    // In the same breath as the last look: what is wanted after it begins anew.
    this.#wanted.delete(id);
  }

  #hear(event: LiveEvent): void {
    const version = Math.max(event.version, this.#heard.get(event.task_id) ?? 0);
    this.#heard.delete(event.task_id);
    this.#heard.set(event.task_id, version);
    forgetOldest(this.#heard);
  }

  #keep(task: Task): void {
    this.#tasks.delete(task.id);
    this.#tasks.set(task.id, task);
    forgetOldest(this.#tasks);
    this.#dirty.add(task.id);
    if (this.#scheduled) return;
    this.#scheduled = true;
    nextFrame(() => this.#announce());
  }

  #announce(): void {
    this.#scheduled = false;
    const ids = new Set(this.#dirty);
    this.#dirty.clear();
    this.changed.emit(ids);
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  if (map.size <= CAPACITY) return;
  const oldest = map.keys().next().value;
  if (oldest !== undefined) map.delete(oldest);
}

/** A hidden tab draws no frames, so there a short timer stands in. */
function nextFrame(run: () => void): void {
  const visible = typeof document !== 'undefined' && document.visibilityState === 'visible';
  if (visible && typeof requestAnimationFrame === 'function') requestAnimationFrame(run);
  else setTimeout(run, 16);
}
