import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds between two announcements, so that a screen reader can finish a sentence. */
const PAUSE = 5_000;

/** What a screen reader is told: at most one sentence every five seconds, but always the end. */
export class Announcer implements ReactiveController {
  text = '';

  readonly #host: ReactiveControllerHost;
  #next = '';
  #saidAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  say(sentence: string, atOnce = false): void {
    if (sentence === this.#next) return;
    this.#next = sentence;
    clearTimeout(this.#timer);
    const wait = atOnce ? 0 : this.#saidAt + PAUSE - performance.now();
    // Never in the same turn: a live region must be on the page before text comes into it.
    this.#timer = setTimeout(() => this.#speak(), Math.max(0, wait));
  }

  #speak(): void {
    this.#saidAt = performance.now();
    this.text = this.#next;
    this.#host.requestUpdate();
  }
}
