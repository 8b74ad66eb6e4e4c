import { calm, type Hub, nameOf, type Task, titleOfType } from '@meanwhile/client';
import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { byCause, type Cause, failedAt } from './causes.ts';
import { allFailures, dismiss, reinstate, retry } from './deeds.ts';
import { ago, clock, SAY } from './say.ts';
import { theme } from './theme.css.ts';
import { Widget, wordsOf } from './widget.ts';
import './task-line.ts';

/** Tasks of a cause that are listed; the rest is counted. */
const LISTED = 10;
/** After an hour and after a day a failure counts as old, and as very old. */
const OLD = 3_600_000;
const VERY_OLD = 86_400_000;

/** `<mw-failed>`: everybody's failed tasks by cause, for those who look after them; empty for all others. */
export class Failed extends Widget {
  static override styles = [
    theme,
    css`
      :host { display: block; }
      h2 { font-size: 1.125em; }
      .cause { display: grid; gap: 0.5rem; padding: 0.75rem 0; border-block-end: 1px solid var(--_line); }
      .head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 1rem; }
      .head .why { flex: 1 1 16rem; font-weight: 600; }
      summary { cursor: pointer; padding: 0.125rem 0; }
      details li { display: grid; gap: 0.25rem; padding: 0.5rem 0 0.5rem 1rem; }
      .old { color: var(--_retry); font-weight: 600; }
      .very-old { color: var(--_bad); font-weight: 600; }
      .problem { color: var(--_bad); }
    `,
  ];

  @state() private failures: Task[] | null = null;
  @state() private retries: Task[] = [];
  @state() private problem = '';
  @state() private done = '';
  @state() private undo: Task[] = [];

  readonly #again = calm(() => void this.#read(), 2_000);

  protected override joined(hub: Hub): void {
    this.whileJoined(
      hub.events.listen(event => {
        if (event.event_type !== 'reported' && event.event_type !== 'claimed') this.#again();
      }),
      () => this.#again.stop(),
    );
    void this.#read();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.failures) return nothing;
    const causes = byCause([...this.failures, ...this.retries]);
    return html`<section part="failed" aria-labelledby="heading"><h2 id="heading">${SAY.failedHeading}</h2>
      ${causes.length === 0 ? html`<p class="muted" part="empty">${SAY.everythingWorks}</p>` : nothing}
      ${causes.map(cause => this.#cause(cause))}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row"><span role="status">${this.done}</span>${this.undo.length > 0 ? html`<button part="undo" @click=${() => void this.#do(reinstate, this.undo, SAY.didReinstate)}>${SAY.undo}</button>` : nothing}</div>
    </section>`;
  }

  #cause(cause: Cause): TemplateResult {
    const [first] = cause.tasks;
    if (!first) return html``;
    const again = first.next_retry_at;
    const title = titleOfType(first.task_type);
    return html`<div class="cause" part="cause">
      <div class="head"><span class="why">${cause.why}</span>
        <span class="muted">${title} · ${SAY.tasks(cause.tasks.length)} · ${age(first)}</span></div>
      ${again ? html`<p class="muted">${SAY.retryingAt(clock(again))}</p>` : this.#actions(cause.tasks, `${title}: ${SAY.tasks(cause.tasks.length)}`)}
      <details><summary>${SAY.tasks(cause.tasks.length)}</summary><ul>
        ${cause.tasks.slice(0, LISTED).map(
          task => html`<li><span class="name">${nameOf(task)}</span><mw-task-line .task=${task}></mw-task-line>
            ${this.#actions([task], nameOf(task))}</li>`,
        )}</ul>
        ${cause.tasks.length > LISTED ? html`<p class="muted">${SAY.more(cause.tasks.length - LISTED)}</p>` : nothing}
      </details>
    </div>`;
  }

  #actions(tasks: Task[], name: string): TemplateResult {
    const [task] = tasks;
    const failed = task && !task.next_retry_at;
    return html`<div class="row" part="actions">
      ${
        failed
          ? html`<button aria-label=${SAY.retryOf(name)} @click=${() => void this.#do(retry, tasks, SAY.didRetry)}>${SAY.retry}</button>
        <button aria-label=${SAY.dismissOf(name)} @click=${() => void this.#do(dismiss, tasks, SAY.didDismiss)}>${SAY.dismiss}</button>`
          : nothing
      }
      ${tasks.length === 1 && task ? html`<button class="plain" aria-label=${SAY.openOf(name)} @click=${() => this.openTask(task)}>${SAY.open}</button>` : nothing}
    </div>`;
  }

  async #do(deed: typeof retry, tasks: readonly Task[], words: (count: number) => string): Promise<void> {
    if (!this.hub) return;
    this.problem = '';
    this.undo = [];
    try {
      const done = await deed(this.hub, tasks);
      this.done = words(done.length);
      if (deed === dismiss) this.undo = done;
    } catch (thrown) {
      this.problem = wordsOf(thrown);
    }
    await this.#read();
  }

  /** The server decides who sees everybody's tasks. */
  async #read(): Promise<void> {
    const { hub } = this;
    const me = await hub?.me();
    if (!hub || !me?.capabilities.includes('notices:read:any')) {
      this.failures = null;
      return;
    }
    try {
      const [failures, retries] = await Promise.all([
        allFailures(hub, {}),
        hub.api.tasks({ label: 'will_retry', limit: 200 }),
      ]);
      this.failures = failures;
      this.retries = retries.items;
    } catch (thrown) {
      if (this.failures) this.problem = wordsOf(thrown);
    }
  }
}

/** How long it lies there: as a colour, and in words. */
function age(task: Task): TemplateResult {
  const ms = Date.now() - failedAt(task);
  const tone = ms > VERY_OLD ? 'very-old' : ms > OLD ? 'old' : '';
  return html`<span class=${tone}>${ago(new Date(failedAt(task)).toISOString(), Date.now())}</span>`;
}

if (!customElements.get('mw-failed')) customElements.define('mw-failed', Failed);

declare global {
  interface HTMLElementTagNameMap {
    'mw-failed': Failed;
  }
}
