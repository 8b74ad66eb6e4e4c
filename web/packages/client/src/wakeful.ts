/**
 * Tells when the page falls asleep (its tab was hidden for long) and when it wakes up (the tab is shown again, or
 * the network came back). A sleeping page holds no connection: browsers allow only six per server.
 */
export class Wakeful {
  readonly #after: number;
  readonly #tell: (asleep: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asleep = false;

  constructor(after: number, tell: (asleep: boolean) => void) {
    this.#after = after;
    this.#tell = tell;
  }

  watch(): void {
    if (typeof document === 'undefined') return;
    document.addEventListener('visibilitychange', this.#visibility);
    addEventListener('online', this.#online);
    this.#visibility();
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#asleep = false;
    if (typeof document === 'undefined') return;
    document.removeEventListener('visibilitychange', this.#visibility);
    removeEventListener('online', this.#online);
  }

  readonly #visibility = () => {
    clearTimeout(this.#timer);
    if (document.visibilityState === 'hidden') this.#timer = setTimeout(() => this.#sleep(), this.#after);
    else if (this.#asleep) this.#wake();
  };

  readonly #online = () => {
    if (!this.#asleep) this.#wake();
  };

  #sleep(): void {
    this.#asleep = true;
    this.#tell(true);
  }

  #wake(): void {
    this.#asleep = false;
    this.#tell(false);
  }
}
