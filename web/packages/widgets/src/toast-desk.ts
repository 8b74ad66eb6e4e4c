import type { Task } from '@meanwhile/client';
import { causeOf } from './causes.ts';

/** Toasts shown at once; what is beyond them is counted. */
export const MOST_TOASTS = 3;
/** A cause that was just told is not told again for so long. */
const REST = 30_000;
/** How long a toast stays that asks for nothing. */
const BRIEF = 10_000;
/** How long "Dismissed. Undo" stays. */
const UNDO = 8_000;

/** One cause that is being told. */
export interface Toast {
  cause: string;
  tasks: Task[];
  /** Milliseconds left; null for one that stays. */
  left: number | null;
  /** What was done about it, while that can be taken back. */
  done: string | null;
  undo: Task[];
  /** Something is being done about it. */
  busy: boolean;
}

/** Decides what is told when. Time only passes in `pass`, so that whoever draws can hold it. */
export class ToastDesk {
  #toasts: Toast[] = [];
  readonly #told = new Map<string, number>();
  #now = 0;

  get shown(): readonly Toast[] {
    return this.#toasts.slice(0, MOST_TOASTS);
  }

  /** How many failed tasks there are beyond those shown. */
  get rest(): number {
    return this.#toasts.slice(MOST_TOASTS).reduce((sum, toast) => sum + toast.tasks.length, 0);
  }

  /** Takes failures that nobody was told of yet. */
  add(tasks: readonly Task[]): void {
    for (const task of tasks) {
      const cause = causeOf(task);
      const known = this.#toasts.find(toast => toast.cause === cause && !toast.done);
      if (known) {
        if (!known.tasks.some(one => one.id === task.id)) known.tasks = [...known.tasks, task];
        continue;
      }
      if (this.#now - (this.#told.get(cause) ?? Number.NEGATIVE_INFINITY) < REST) continue;
      this.#told.set(cause, this.#now);
      const left = task.next_retry_at ? BRIEF : null;
      this.#toasts.push({ cause, tasks: [task], left, done: null, undo: [], busy: false });
    }
  }

  /** Drops the tasks that need nobody any more, and toasts without any. */
  keep(still: (task: Task) => boolean): void {
    const settled = (toast: Toast) => !toast.done && !toast.busy;
    for (const toast of this.#toasts) if (settled(toast)) toast.tasks = toast.tasks.filter(still);
    this.#toasts = this.#toasts.filter(toast => !settled(toast) || toast.tasks.length > 0);
  }

  finish(cause: string, done: string, undo: Task[]): void {
    const toast = this.#toasts.find(one => one.cause === cause);
    if (!toast) return;
    toast.done = done;
    toast.undo = undo;
    toast.left = UNDO;
  }

  hide(cause: string): void {
    this.#toasts = this.#toasts.filter(toast => toast.cause !== cause);
  }

  hideAll(): void {
    this.#toasts = [];
  }

  get isEmpty(): boolean {
    return this.#toasts.length === 0;
  }

  /** Lets time pass; `held` while somebody reads, points, or looks elsewhere: then only the rests go on. */
  pass(milliseconds: number, held: boolean): void {
    this.#now += milliseconds;
    if (held) return;
    for (const toast of this.shown) if (toast.left !== null) toast.left -= milliseconds;
    this.#toasts = this.#toasts.filter(toast => toast.left === null || toast.left > 0);
  }
}
