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
import { wordsOf } from './timeline-words.ts';

/** What a task went through, sentence by sentence, oldest first; it grows while the task runs. */
export class Timeline extends Element {
  @property({ attribute: false }) taskId = '';
  @property({ attribute: false }) version = 0;
  @state() private problem: Problem | null = null;
  @state() private loaded = false;

  #log = new EventLog('');
  /** The version of the task says that there is more than the stream brought. */
  readonly #catchUp = calm(() => void this.#read(log => log.readAfter(log.last)), 1_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      feed.events.listen(event => {
        if (event.task_id !== this.taskId || !this.loaded) return;
        this.#log.take(event);
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
      void this.#read(log => log.open(this.version));
    } else if (changed.has('version') && this.loaded && this.version > this.#log.last) {
      this.#catchUp();
    }
  }

  override render(): TemplateResult {
    if (!this.loaded && !this.problem) return skeleton(4);
    const events = this.#log.events;
    const hole = this.#log.hole;
    return html`${this.problem ? problemBox(this.problem, () => void this.#read(log => log.open(this.version))) : nothing}
      <ol class="timeline">${repeat(
        events,
        event => event.version,
        (event, index) => {
          const before = events[index - 1];
          const missing = hole && before?.version === hole.after ? hole.before - hole.after - 1 : 0;
          return html`${missing ? this.#fold(missing) : nothing}${this.#attempt(event, before)}${this.#entry(event, before)}`;
        },
      )}</ol>`;
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

  #attempt(event: TaskEvent, before: TaskEvent | undefined): TemplateResult | typeof nothing {
    const starts = event.attempt > 1 && before && event.attempt !== before.attempt;
    return starts ? html`<li class="attempt"><h3>Attempt ${event.attempt}</h3></li>` : nothing;
  }

  #fold(missing: number): TemplateResult {
    return html`<li class="fold"><time></time><span class="dot" aria-hidden="true"></span>
      <div class="said"><button class="button slim" @click=${this.#fill}>Show ${number(missing)} more in between</button></div></li>`;
  }

  readonly #fill = () => {
    const hole = this.#log.hole;
    if (hole) void this.#read(log => log.readAfter(hole.after, hole.before - 1));
  };

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

customElements.define('mw-timeline', Timeline);
