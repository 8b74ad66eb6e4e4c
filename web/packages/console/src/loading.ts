import { Problem } from '@meanwhile/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { feed } from './session.ts';

/** Something read from the server. While it is read again, and when that fails, the old value stays. */
export class Loading<T> implements ReactiveController {
  value: T | undefined;
  problem: Problem | null = null;
  busy = false;

  readonly #host: ReactiveControllerHost;
  readonly #read: (signal: AbortSignal) => Promise<T>;
  #running: AbortController | null = null;
  #leave: () => void = () => {};

  constructor(host: ReactiveControllerHost, read: (signal: AbortSignal) => Promise<T>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  /** What failed while the server was away is read again as soon as it is back. */
  hostConnected(): void {
    this.#leave = feed.connection.listen(state => {
      if (state === 'live' && this.problem?.transient) void this.run();
    });
  }

  hostDisconnected(): void {
    this.#leave();
    this.#running?.abort();
  }

  /** Nothing to show yet, and nothing went wrong. */
  get first(): boolean {
    return this.value === undefined && this.problem === null;
  }

  /** Reads it (again); a reading that still runs is dropped. */
  async run(): Promise<T | undefined> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await this.#read(running.signal);
      if (running.signal.aborted) return undefined;
      this.value = value;
      this.problem = null;
      return value;
    } catch (thrown) {
      if (!running.signal.aborted) this.problem = Problem.wrap(thrown);
      return undefined;
    } finally {
      if (this.#running === running) {
        this.busy = false;
        this.#host.requestUpdate();
      }
    }
  }

  /** Forgets the value, for when something else is to be shown. */
  clear(): void {
    this.#running?.abort();
    this.value = undefined;
    this.problem = null;
    this.busy = false;
  }
}
