import { Signal } from './signal.ts';

/** So many failures are remembered as seen and as told. */
const LONGEST = 500;

interface Kept {
  seen: string[];
  /** Null before the first visit: what failed earlier is then no news. */
  told: string[] | null;
  muted: string[];
}

/**
 * What one person has seen here: kept in this browser, the same in all its tabs. Where a page may keep nothing, it
 * lasts as long as the page.
 */
export class Memory {
  readonly changed = new Signal<void>();
  readonly #key: string;
  #kept: Kept;

  constructor(whose: string) {
    this.#key = `meanwhile ${whose}`;
    this.#kept = this.#read();
  }

  /** Hears of the other tabs until the returned function is called. */
  watch(): () => void {
    if (typeof addEventListener === 'undefined') return () => {};
    const hear = (event: StorageEvent) => {
      if (event.key !== this.#key) return;
      this.#kept = this.#read();
      this.changed.emit();
    };
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  }

  get isNew(): boolean {
    return this.#kept.told === null;
  }

  hasSeen(failure: string): boolean {
    return this.#kept.seen.includes(failure);
  }

  hasTold(failure: string): boolean {
    return this.#kept.told?.includes(failure) ?? false;
  }

  isMuted(type: string): boolean {
    return this.#kept.muted.includes(type);
  }

  get muted(): readonly string[] {
    return this.#kept.muted;
  }

  see(failures: readonly string[]): void {
    const fresh = failures.filter(one => !this.hasSeen(one));
    if (fresh.length > 0) this.#keep({ seen: [...fresh, ...this.#kept.seen].slice(0, LONGEST) });
  }

  tell(failures: readonly string[]): void {
    const fresh = failures.filter(one => !this.hasTold(one));
    if (fresh.length > 0 || this.isNew)
      this.#keep({ told: [...fresh, ...(this.#kept.told ?? [])].slice(0, LONGEST) });
  }

  mute(type: string, muted: boolean): void {
    const others = this.#kept.muted.filter(one => one !== type);
    this.#keep({ muted: muted ? [...others, type] : others });
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Then it lasts as long as the page.
    }
    this.changed.emit();
  }

  #read(): Kept {
    const none: Kept = { seen: [], told: null, muted: [] };
    try {
      return { ...none, ...(JSON.parse(localStorage.getItem(this.#key) ?? '{}') as Partial<Kept>) };
    } catch {
      return this.#kept ?? none;
    }
  }
}
