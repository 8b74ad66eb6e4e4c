import {
  type Connection,
  type Hub,
  hasEnded,
  hubOf,
  labelOf,
  nameOf,
  type Problem,
  sentenceOf,
  type Task,
} from '@meanwhile/client';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Announcer } from './announcer.ts';
import { defaultBase } from './base.ts';
import './task-line.ts';

/** Lines shown for an entity; the rest is counted. */
const LINES = 5;

/**
 * How a background task goes, in one line: `<mw-status task="ID">`, or all tasks of an entity:
 * `<mw-status for-entity="client:K1">`. Fires `mw-change`, `mw-complete` and `mw-fail` with the task as detail.
 */
export class Status extends LitElement {
  static override styles = css`
    :host { display: block; }
    :host([hidden]) { display: none; }
    .said {
      position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap;
    }
    .note { color: var(--mw-muted, light-dark(#566072, #a3adbd)); font: var(--mw-font, 0.9375rem/1.4 system-ui, sans-serif); }
    mw-task-line + mw-task-line, .more { margin-top: 0.375rem; }
  `;

  @property({ attribute: 'task' }) taskId = '';
  @property({ attribute: 'for-entity' }) forEntity = '';
  @property() base = '';
  /** Fixed tasks, instead of those of a server. */
  @property({ attribute: false }) tasks: readonly Task[] | undefined;

  readonly #announcer = new Announcer(this);
  readonly #seen = new Map<string, number>();
  #hub: Hub | null = null;
  #leave: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    this.#unfollow();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const moved = ['taskId', 'forEntity', 'base', 'tasks'].some(name =>
      (changed as Map<PropertyKey, unknown>).has(name),
    );
    if (moved || !this.hasUpdated) this.#follow();
  }

  override render(): TemplateResult {
    const all = this.#current();
    const shown = this.taskId ? all : pick(all);
    const connection: Connection = this.tasks ? 'live' : (this.#hub?.connection ?? 'connecting');
    return html`<div class="said" role="status" aria-live="polite">${this.#announcer.text}</div>
      ${shown.map(task => html`<mw-task-line exportparts="line,icon,label,sentence,meter,progress,count,time,connection" .task=${task} .connection=${connection}></mw-task-line>`)}
      ${all.length > shown.length && shown.length === LINES ? html`<div class="note more" part="note">and ${all.length - LINES} more</div>` : nothing}
      ${shown.length === 0 ? this.#empty() : nothing}`;
  }

  override updated(): void {
    const tasks = this.#current();
    for (const task of tasks) this.#tell(task);
    const first = this.taskId || this.tasks ? tasks[0] : pick(tasks)[0];
    if (!first) return;
    const words = `${nameOf(first)}: ${labelOf(first)}. ${sentenceOf(first)}`;
    this.#announcer.say(words, hasEnded(first));
  }

  #current(): readonly Task[] {
    if (this.tasks) return this.tasks;
    if (!this.#hub) return [];
    if (this.forEntity) return this.#hub.of(this.forEntity);
    const task = this.#hub.task(this.taskId);
    return task ? [task] : [];
  }

  #empty(): TemplateResult | typeof nothing {
    const problem: Problem | undefined = this.#hub?.problems.get(this.taskId);
    if (problem) return html`<div class="note" part="note">${problem.title} ${problem.detail}</div>`;
    const waiting = this.taskId && this.#hub?.connection !== 'live';
    return waiting ? html`<div class="note" part="note">Asking how it goes…</div>` : nothing;
  }

  /** Each version is told once; the end also when the task had ended before anybody looked. */
  #tell(task: Task): void {
    if ((this.#seen.get(task.id) ?? -1) >= task.version) return;
    this.#seen.set(task.id, task.version);
    this.#fire('mw-change', task);
    if (task.status === 'completed') this.#fire('mw-complete', task);
    if (labelOf(task) === 'needs attention') this.#fire('mw-fail', task);
  }

  #fire(name: string, task: Task): void {
    this.dispatchEvent(new CustomEvent(name, { detail: task, bubbles: true, composed: true }));
  }

  #follow(): void {
    this.#unfollow();
    if (this.tasks || !(this.taskId || this.forEntity)) return;
    const hub = hubOf(this.base || defaultBase());
    this.#hub = hub;
    this.#leave = [
      hub.changed.listen(() => this.requestUpdate()),
      this.taskId ? hub.follow('task', this.taskId) : hub.follow('entity', this.forEntity),
    ];
  }

  #unfollow(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    this.#hub = null;
  }
}

/** All that still goes on, or the last one that ended. */
function pick(tasks: readonly Task[]): readonly Task[] {
  const open = tasks.filter(task => !hasEnded(task));
  return open.length > 0 ? open.slice(0, LINES) : tasks.slice(0, 1);
}

if (!customElements.get('mw-status')) customElements.define('mw-status', Status);

declare global {
  interface HTMLElementTagNameMap {
    'mw-status': Status;
  }
}
