import { Problem, randomKey } from '@meanwhile/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Clash, type Merged, merge, type Values } from './merge.ts';

/** What is typed into a form, until it is saved: it survives a reload and signing in again, and is sent once. */
export class Editing implements ReactiveController {
  typed: Values = {};
  version: number | undefined;
  problem: Problem | null = null;
  busy = false;
  /** The text is from an earlier visit. */
  restored = false;
  merged: Merged | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  #base: Values = {};
  #draft = '';
  #key = randomKey();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Begins with these values; what was typed under this name before and never saved comes back. */
  open(draft: string, values: Values, version?: number): void {
    this.#draft = `meanwhile-draft:${draft}`;
    this.#base = values;
    this.version = version;
    const kept = readDraft(this.#draft);
    // What others saved since the draft was typed is taken in; where both changed a field, mine stays and it says so.
    const merged = kept && merge(kept.base, kept.typed, values);
    this.typed = merged ? merged.values : { ...values };
    this.merged = merged && merged.clashes.length > 0 ? merged : null;
    this.restored = this.changed;
    this.problem = null;
  }

  get changed(): boolean {
    return Object.entries(this.typed).some(([name, value]) => value !== (this.#base[name] ?? ''));
  }

  get(name: string): string {
    return this.typed[name] ?? '';
  }

  set(name: string, value: string): void {
    this.typed = { ...this.typed, [name]: value };
    if (this.changed) writeDraft(this.#draft, { base: this.#base, typed: this.typed });
    else dropDraft(this.#draft);
    this.#host.requestUpdate();
  }

  /** Fills in what nobody typed; it is no change of the person's. */
  fill(values: Values): void {
    this.#base = { ...this.#base, ...values };
    this.typed = { ...this.typed, ...values };
    this.#host.requestUpdate();
  }

  /** Forgets what was typed. */
  discard(): void {
    this.typed = { ...this.#base };
    this.restored = false;
    dropDraft(this.#draft);
    this.#host.requestUpdate();
  }

  wrong(name: string): string | undefined {
    return this.problem?.errors.find(error => error.pointer === `/${name}`)?.message;
  }

  /** Sends it once, however often the button is pressed; undefined when it was not saved. */
  async send<T>(save: (key: string) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    this.#host.requestUpdate();
    try {
      const saved = await save(this.#key);
      dropDraft(this.#draft);
      this.#key = randomKey();
      return saved;
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
      // Without an answer it may have been saved: the same key then finds it. After a refusal the next try is another request.
      if (!this.problem.transient) this.#key = randomKey();
      return undefined;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
      void this.#host.updateComplete.then(() =>
        this.#host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    }
  }

  /** Somebody else saved this in the meantime: shows what, and goes on from there. */
  take(theirs: Values, version: number): void {
    this.merged = merge(this.#base, this.typed, theirs);
    this.typed = this.merged.values;
    this.#base = theirs;
    this.version = version;
    writeDraft(this.#draft, { base: theirs, typed: this.typed });
    this.#host.requestUpdate();
  }

  settle(clash: Clash): void {
    this.set(clash.name, clash.theirs);
    if (this.merged) {
      this.merged = { ...this.merged, clashes: this.merged.clashes.filter(one => one !== clash) };
    }
  }
}

interface Draft {
  base: Values;
  typed: Values;
}

function readDraft(name: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function writeDraft(name: string, draft: Draft): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(draft));
  } catch {
    // Without storage the text lives as long as the form.
  }
}

function dropDraft(name: string): void {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}
