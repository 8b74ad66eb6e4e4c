import { type Hub, hubOf, Problem, type Task } from '@meanwhile/client';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { defaultBase } from './base.ts';

/** A widget about all that concerns this page's person. It shows nothing to those who hear nothing of tasks. */
export abstract class Widget extends LitElement {
  /** The server; without it the one that the script came from. */
  @property() base = '';
  /** A hub of the page's own, instead of the one of `base`. */
  @property({ attribute: false }) source: Hub | undefined;

  protected hub: Hub | null = null;
  #leave: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#join();
  }

  override disconnectedCallback(): void {
    this.#part();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || changed.has('base') || changed.has('source')) this.#join();
  }

  /** Keeps a subscription until the widget leaves the page, or the hub. */
  protected whileJoined(...leave: (() => void)[]): void {
    this.#leave.push(...leave);
  }

  /** There is a hub now. */
  protected joined(_hub: Hub): void {}

  /** Shows a task in full, unless the page does something else about it. */
  protected openTask(task: Task): void {
    if (!this.hub || !this.fire('mw-open', task)) return;
    const address = this.hub.addressOf(task);
    if (new URL(address, location.href).origin === location.origin) location.assign(address);
    else open(address, '_blank', 'noopener');
  }

  /** False when somebody prevented what it is about. */
  protected fire(name: string, detail: unknown): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }

  #join(): void {
    this.#part();
    const hub = this.source ?? hubOf(this.base || defaultBase());
    this.hub = hub;
    this.#leave = [hub.watch(), hub.changed.listen(() => this.requestUpdate())];
    this.joined(hub);
  }

  #part(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.hub = null;
  }
}

/** What went wrong, in one text. */
export function wordsOf(thrown: unknown): string {
  const problem = Problem.wrap(thrown);
  return [problem.title, problem.detail, problem.advice].filter(Boolean).join(' ');
}
