import {
  type Connection,
  elapsed,
  hasEnded,
  type Label,
  labelOf,
  number,
  sentenceOf,
  type Task,
  wholeDuration,
} from '@meanwhile/client';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { shapeOf } from './icons.ts';
import { lineStyles } from './task-line.css.ts';

const QUIET: Partial<Record<Connection, string>> = {
  reconnecting: 'reconnecting…',
  offline: 'offline',
};

/** One task in one line: icon, word, sentence, progress and time. It draws what it is given and asks nobody. */
export class TaskLine extends LitElement {
  static override styles = lineStyles;

  @property({ attribute: false }) task: Task | undefined;
  @property({ attribute: false }) connection: Connection = 'live';
  /** The time that the page takes for now, in milliseconds. */
  @property({ attribute: false }) now: number = Date.now();

  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer);
    super.disconnectedCallback();
  }

  override render(): TemplateResult | typeof nothing {
    const task = this.task;
    if (!task) return nothing;
    const label = labelOf(task);
    const kind = label.replace(' ', '-');
    return html`<div class="line ${kind}" part="line ${kind}">
      <svg class="icon" part="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
        stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapeOf(label)}</svg>
      <div class="words"><span class="sentence">${words(label, sentenceOf(task))}</span>
      ${this.#meter(task)} ${this.#time(task)} ${this.#link(task)}</div>
    </div>`;
  }

  #meter(task: Task): TemplateResult | typeof nothing {
    const { progress_done: done, progress_total: total } = task;
    if (task.status !== 'processing' || !total || done === null) return nothing;
    return html`<span class="meter" part="meter">
      <progress part="progress" max=${total} .value=${Math.min(done, total)} aria-label="Progress"></progress>
      <span class="count" part="count">${number(done)} of ${number(total)}</span>
    </span>`;
  }

  #time(task: Task): TemplateResult | typeof nothing {
    if (task.next_retry_at) {
      const left = Date.parse(task.next_retry_at) - this.now;
      const words = left > 0 ? `again in ${wholeDuration(left)}` : 'again any moment';
      return html`<span class="time" part="time">${words}</span>`;
    }
    const ms = elapsed(task, this.now);
    const instant = ms !== null && ms < 1000 && hasEnded(task);
    return ms === null || instant
      ? nothing
      : html`<span class="time" part="time">${wholeDuration(ms)}</span>`;
  }

  #link(task: Task): TemplateResult | typeof nothing {
    const words = hasEnded(task) ? undefined : QUIET[this.connection];
    return words ? html`<span class="link" part="connection">${words}</span>` : nothing;
  }

  #tick(): void {
    const ticks = this.task?.status === 'processing' || this.task?.next_retry_at;
    if (ticks && document.visibilityState === 'visible') this.now = Date.now();
  }
}

/** "Done: Import complete!", but not "Cancelled: Cancelled." */
function words(label: Label, sentence: string): TemplateResult {
  const word = capital(label);
  if (sentence === `${word}.`) return html`<span class="label" part="label">${sentence}</span>`;
  return html`<span class="label" part="label">${word}:</span> <span part="sentence">${sentence}</span>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

if (!customElements.get('mw-task-line')) customElements.define('mw-task-line', TaskLine);

declare global {
  interface HTMLElementTagNameMap {
    'mw-task-line': TaskLine;
  }
}
