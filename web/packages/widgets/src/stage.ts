import { Signal } from '@meanwhile/client';

/**
 * Which tab tells: the visible one, and where two windows are visible, one of them. A tab that is hidden hands over.
 * Without locks (pages without HTTPS) each visible tab tells.
 */
export class Stage {
  readonly changed = new Signal<void>();
  #ours = false;
  #who = '';
  #wish: AbortController | null = null;
  #leave: (() => void) | null = null;

  get isOurs(): boolean {
    return this.#ours && document.visibilityState === 'visible';
  }

  /** Stands in line, for as long as the page is visible. */
  enter(who: string): void {
    if (this.#who === who) return;
    this.leave();
    this.#who = who;
    const turn = () => this.#turn();
    document.addEventListener('visibilitychange', turn);
    this.#leave = () => document.removeEventListener('visibilitychange', turn);
    this.#turn();
  }

  leave(): void {
    this.#leave?.();
    this.#leave = null;
    this.#who = '';
    this.#hand();
  }

  #turn(): void {
    if (document.visibilityState === 'hidden') this.#hand();
    else if (!this.#wish) this.#ask();
  }

  #ask(): void {
    const wish = new AbortController();
    this.#wish = wish;
    const take = () => {
      this.#ours = true;
      this.changed.emit();
    };
    const locks: LockManager | undefined = navigator.locks;
    if (!locks) {
      take();
      return;
    }
    const held = () =>
      new Promise<void>(resolve => {
        wish.signal.addEventListener('abort', () => resolve());
        if (wish.signal.aborted) resolve();
        else take();
      });
    locks.request(`meanwhile toasts ${this.#who}`, { signal: wish.signal }, held).catch(() => {});
  }

  #hand(): void {
    this.#ours = false;
    this.#wish?.abort();
    this.#wish = null;
  }
}
