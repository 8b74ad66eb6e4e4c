import type { Api } from './api.ts';
import { Problem } from './problem.ts';
import { Signal } from './signal.ts';
import type { Frame } from './sse.ts';
import { TaskStore } from './store.ts';
import { readStream, type StreamReader, type StreamTimes } from './stream.ts';
import type { LiveEvent, Snapshot } from './types.ts';
import { Wakeful } from './wakeful.ts';

/** How the page hears of news. `polling`: the server answers, but streams do not come through. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'paused' | 'offline';

/** What the feed carries; with neither, every task that the user may see. */
export interface Topics {
  tasks?: readonly string[];
  entities?: readonly string[];
}

/**
 * Why something may have been missed: the stream began with a `snapshot`, was `reset`, was `joined` while it ran, or
 * there is none and the page is `polling`.
 */
export type Resync = 'snapshot' | 'reset' | 'joined' | 'polling';

export interface FeedTimes extends StreamTimes {
  /** Longest first wait before reconnecting; it doubles up to `longest`. */
  backoff: number;
  longest: number;
  /** How often to ask while only polling works. */
  poll: number;
  /** A tab that is hidden this long lets its connection go. */
  hidden: number;
}

const TIMES: FeedTimes = {
  silence: 45_000,
  answer: 20_000,
  backoff: 500,
  longest: 10_000,
  poll: 5_000,
  hidden: 60_000,
};

/** After so many connections that broke in a row the feed counts as offline, or goes over to polling. */
const PATIENCE = 3;
/** While polling, a stream is tried again about once a minute, but never in each round. */
const STREAM_AGAIN = 60_000;

/** The live news of the server: one connection that is kept up, and a store that it keeps up to date. */
export class Feed {
  readonly store: TaskStore;
  readonly connection = new Signal<Connection>();
  /** Every event, in order, also of tasks that the store does not hold. */
  readonly events = new Signal<LiveEvent>();
  /** News may have been missed: whoever shows a list reads it again. */
  readonly resync = new Signal<Resync>();
  /** When the last news came in, in the time of this page. */
  heardAt: Date | null = null;

  readonly #api: Api;
  readonly #topics: Topics;
  readonly #streamEvery: number;
  readonly #times: FeedTimes;
  readonly #wakeful: Wakeful;
  #state: Connection = 'connecting';
  #stop: AbortController | null = null;
  #lastId = '';
  #retry: number | null = null;
  #failures = 0;
  /** How the stream is read; one that tabs share can be put here before the start. */
  reader: StreamReader = readStream;
  /** Whether the server answered the last call, if not with a stream that works. */
  #answered = false;

  constructor(api: Api, topics: Topics = {}, times: Partial<FeedTimes> = {}, store = new TaskStore(api)) {
    this.#api = api;
    this.#topics = topics;
    this.#times = { ...TIMES, ...times };
    this.#streamEvery = Math.max(2, Math.min(12, Math.round(STREAM_AGAIN / this.#times.poll)));
    this.store = store;
    this.#wakeful = new Wakeful(this.#times.hidden, asleep => (asleep ? this.#pause() : this.#resume()));
  }

  get state(): Connection {
    return this.#state;
  }

  start(): void {
    if (this.#stop) return;
    this.#wakeful.watch();
    this.#run();
  }

  stop(): void {
    this.#wakeful.forget();
    this.#cut();
  }

  #run(): void {
    this.#stop = new AbortController();
    void this.#keepUp(this.#stop.signal);
  }

  #cut(): void {
    this.#stop?.abort();
    this.#stop = null;
  }

  #pause(): void {
    this.#cut();
    this.#become('paused');
  }

  /** Back from sleep, or the network is back: do not wait for the next turn. */
  #resume(): void {
    this.#cut();
    this.#failures = 0;
    if (this.#state === 'paused') this.#become('connecting');
    this.#run();
  }

  async #keepUp(signal: AbortSignal): Promise<void> {
    for (let round = 0; !signal.aborted; round++) {
      if (this.#state !== 'polling' || round % this.#streamEvery === 0) await this.#connect(signal);
      if (signal.aborted) return;
      if (this.#failures >= PATIENCE && this.#answered) await this.#poll(signal);
      await sleep(this.#pauseBefore(), signal);
    }
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const broken = this.#failures;
    this.#failures = broken + 1;
    const url = this.#api.url('/api/live', { task: this.#topics.tasks, entity: this.#topics.entities });
    this.#answered = false;
    const open = () => {
      this.#answered = true;
      this.heardAt = new Date();
      this.#become('live');
    };
    const onFrame = (frame: Frame, retry: number | null) => {
      this.#retry = retry;
      this.#take(frame);
      this.#failures = 0;
    };
    try {
      const who = await this.#api.who();
      await this.reader({ url, who, lastId: this.#lastId }, this.#times, signal, open, onFrame);
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.status === 401) await this.#refused(thrown);
      // Browsers throw a TypeError where nobody answers; all else is a server, or a proxy, that does.
      if (!(thrown instanceof TypeError)) this.#answered = true;
    }
    if (signal.aborted || this.#state === 'polling') return;
    this.#become(this.#failures >= PATIENCE ? 'offline' : 'reconnecting');
  }

  /** A token that has run out is renewed; with anything else somebody has to sign in. */
  async #refused(problem: Problem): Promise<void> {
    const renewed = await this.#api.keeper?.renew().then(
      () => true,
      () => false,
    );
    if (!renewed) this.#api.refused.emit(problem);
  }

  #take(frame: Frame): void {
    this.heardAt = new Date();
    if (frame.event === 'session-expired') {
      const { reason } = JSON.parse(frame.data) as { reason: string };
      throw new Problem({ status: 401, title: 'You are signed out.', detail: reason });
    }
    if (frame.event === 'reset') {
      this.#lastId = '';
      this.#failures = Math.min(this.#failures, 1);
      this.resync.emit('reset');
      throw new Problem({ title: 'The stream starts afresh.' });
    }
    const data: unknown = JSON.parse(frame.data);
    if (frame.event === 'snapshot') {
      for (const task of (data as Snapshot).tasks) this.store.put(task);
      this.resync.emit('snapshot');
    } else if (frame.event === 'joined') {
      this.resync.emit('joined');
    } else if (frame.event === 'task') {
      this.store.apply(data as LiveEvent);
      this.events.emit(data as LiveEvent);
    }
    this.#lastId = frame.id;
  }

  /** Streams do not come through: ask whether at least plain calls do. */
  async #poll(signal: AbortSignal): Promise<void> {
    try {
      // Who may see one task only may not count them all; the server answers all the same.
      await this.#api.counts(signal).catch(thrown => {
        if (!(thrown instanceof Problem && thrown.status === 403)) throw thrown;
      });
      this.heardAt = new Date();
      this.#become('polling');
      this.resync.emit('polling');
    } catch {
      if (!signal.aborted) this.#become('offline');
    }
  }

  /** Doubles with each failure, with jitter, so that many pages do not come back in the same instant. */
  #pauseBefore(): number {
    if (this.#state === 'polling') return this.#times.poll;
    const first = this.#retry ?? this.#times.backoff;
    const longest = Math.min(this.#times.longest, first * 2 ** Math.max(0, this.#failures - 1));
    return longest * (0.5 + Math.random() / 2);
  }

  #become(state: Connection): void {
    if (this.#state === state) return;
    this.#state = state;
    this.connection.emit(state);
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
