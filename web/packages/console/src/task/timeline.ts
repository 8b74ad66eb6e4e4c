import { duration, number, Problem, type TaskEvent } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { feed } from '../session.ts';
import { clock, moment } from '../when.ts';
import { EventLog } from './event-log.ts';
import { type Row, rowsOf } from './timeline-rows.ts';
import { wordsOf } from './timeline-words.ts';

/** What a task went through, sentence by sentence, oldest first; it grows while the task runs. */
export class Timeline extends Element {
  @property({ attribute: false }) taskId = '';
  @property({ attribute: false }) version = 0;
  @state() private problem: Problem | null = null;
  @state() private loaded = false;
  @state() private opened: ReadonlySet<number> = new Set();

  #log = new EventLog('');
  /** The version of the task says that there is more than the stream brought. */
  readonly #catchUp = calm(() => void this.#read(log => log.mend()), 1_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      feed.events.listen(event => {
        if (event.task_id !== this.taskId) return;
        this.#log.take(event);
        if (this.loaded && this.#log.torn) this.#catchUp();
        this.requestUpdate();
      }),
      feed.resync.listen(() => this.#catchUp()),
      () => this.#catchUp.stop(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('taskId')) {
      this.#log = new EventLog(this.taskId);
      this.loaded = false;
      this.opened = new Set();
      void this.#read(log => log.open(this.version));
    } else if (changed.has('version') && this.loaded && this.version > this.#log.last) {
      this.#catchUp();
    }
  }

  override render(): TemplateResult {
    if (!this.loaded && !this.problem) return skeleton(4);
    const rows = rowsOf(this.#log.events, this.opened);
    const retry = () => void this.#read(log => log.open(this.version));
    return html`${this.problem ? problemBox(this.problem, retry) : nothing}
      <ol class="timeline">${repeat(rows, keyOf, row => this.#row(row))}</ol>`;
  }

  #row(row: Row): TemplateResult {
    if (row.kind === 'event') return this.#entry(row.event, row.before);
    if (row.kind === 'attempt') return html`<li class="attempt"><h3>Attempt ${row.attempt}</h3></li>`;
    return html`<li class="fold"><span></span><span class="dot" aria-hidden="true"></span>
      <div class="said"><button class="button slim" @click=${() => this.#unfold(row)}>Show ${number(row.hidden + row.unread)} more in between</button></div></li>`;
  }

  #entry(event: TaskEvent, before: TaskEvent | undefined): TemplateResult {
    const { sentence, more, tone, big } = wordsOf(event);
    const gap = before ? Date.parse(event.created_at) - Date.parse(before.created_at) : 0;
    return html`<li class="${tone} ${big ? 'big' : ''}">
      <time datetime=${event.created_at} title=${moment(event.created_at)}>${clock(event.created_at)}</time>
      <span class="dot" aria-hidden="true"></span>
      <div class="said">${sentence}${before ? html`<span class="gap" title="After the line above">+${duration(gap)}</span>` : nothing}
        ${more ? html`<div class="more">${more}</div>` : nothing}</div>
    </li>`;
  }

  #unfold(row: Row & { kind: 'fold' }): void {
    if (row.unread > 0) void this.#read(log => log.readAfter(row.key, row.key + row.unread));
    else this.opened = new Set(this.opened).add(row.key);
  }

  async #read(read: (log: EventLog) => Promise<void>): Promise<void> {
    const log = this.#log;
    try {
      await read(log);
      if (log !== this.#log) return;
      this.loaded = true;
      this.problem = null;
    } catch (thrown) {
      if (log === this.#log) this.problem = Problem.wrap(thrown);
    }
    this.requestUpdate();
  }
}

function keyOf(row: Row): string {
  if (row.kind === 'event') return `event ${row.event.version}`;
  return row.kind === 'attempt' ? `attempt ${row.attempt}` : `fold ${row.key}`;
}

customElements.define('mw-timeline', Timeline);
