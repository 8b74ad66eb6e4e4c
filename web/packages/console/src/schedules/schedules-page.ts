import { Problem, type Schedule, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import '../parts/ago.ts';
import { AskReason } from '../parts/ask-reason.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api } from '../session.ts';
import { titleOf, typesKnown } from '../titles.ts';
import { held } from '../types/type-row.ts';
import { moment } from '../when.ts';
import { inWords } from './cron.ts';

const EVERY = 10_000;

/** What begins by the clock: when next, and how to stop it or have it now. */
export class SchedulesPage extends Element {
  @state() private failed: Problem | null = null;
  @state() private begun: Task | null = null;

  readonly #schedules = new Loading(this, () => api.ask<Schedule[]>('GET', '/api/schedules'));

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Schedules · Meanwhile';
    void this.#schedules.run();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.#schedules.run();
    }, EVERY);
    this.whileConnected(
      () => clearInterval(timer),
      typesKnown.listen(() => this.requestUpdate()),
    );
  }

  override render(): TemplateResult {
    const { problem } = this.#schedules;
    return html`<div class="page">
      <p><a href="/types">All task types</a></p>
      <div class="page-head"><h1>Schedules</h1></div>
      <p class="lead">What begins by the clock. A paused schedule leaves its runs out; it does not catch up on them.</p>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${problem ? problemBox(problem, () => void this.#schedules.run()) : nothing}
      <div role="status">${this.begun ? html`<p class="notice">It has begun: <a href="/tasks/${this.begun.id}">see how it goes</a>.</p>` : nothing}</div>
      ${this.#cards()}
    </div>`;
  }

  #cards(): TemplateResult | typeof nothing {
    const all = this.#schedules.value;
    if (this.#schedules.first) return html`<div class="card">${skeleton(4)}</div>`;
    if (!all) return nothing;
    if (all.length === 0) {
      return html`<div class="card empty">${icon('clock')}<h2>Nothing begins by the clock</h2>
        <p>The applications of this server declare schedules; they show up here.</p></div>`;
    }
    return html`<div class="services">${all.map(one => this.#card(one))}</div>`;
  }

  #card(one: Schedule): TemplateResult {
    const words = inWords(one);
    const [next, ...later] = one.next_runs;
    return html`<article class="card service" aria-label=${one.name}>
      <div class="row spread"><h2>${one.name}</h2></div>
      <p>${words ?? html`<code>${one.cron}</code>`}${one.cron ? html`, ${one.zone}` : nothing}. <a href="/tasks?type=${one.task_type}">${titleOf(one.task_type)}</a></p>
      ${one.paused ? held(one.paused) : nothing}
      <dl class="facts">
        ${next ? html`<div><dt>Next</dt><dd><mw-ago at=${next}></mw-ago></dd></div>` : nothing}
        ${later.length > 0 ? html`<div><dt>Then</dt><dd>${later.map(at => moment(at)).join('; ')}</dd></div>` : nothing}
        ${one.last_run_at ? html`<div><dt>Last</dt><dd>${one.last_task_id ? html`<a href="/tasks/${one.last_task_id}"><mw-ago at=${one.last_run_at}></mw-ago></a>` : html`<mw-ago at=${one.last_run_at}></mw-ago>`}</dd></div>` : nothing}
      </dl>
      <div class="buttons">
        ${one.paused ? html`<button class="button slim" aria-label="Resume ${one.name}" @click=${() => this.#act(one, 'resume')}>Resume</button>` : html`<button class="button slim" aria-label="Pause ${one.name}" @click=${() => void this.#pause(one)}>Pause</button>`}
        <button class="button slim" aria-label="Run ${one.name} now" @click=${() => void this.#run(one)}>Run now</button>
      </div></article>`;
  }

  async #pause(one: Schedule): Promise<void> {
    const reason = await AskReason.ask({
      heading: `Pause “${one.name}”?`,
      consequence: 'Its next runs are left out until somebody resumes it. A task that has begun goes on.',
      verb: 'Pause it',
      refusal: 'Leave it on',
      needed: true,
    });
    if (reason !== null) await this.#act(one, 'pause', reason);
  }

  async #run(one: Schedule): Promise<void> {
    await this.#tried(async () => {
      this.begun = await api.ask<Task>('POST', `/api/schedules/${encodeURIComponent(one.name)}/run`);
    });
  }

  async #act(one: Schedule, verb: 'pause' | 'resume', reason?: string): Promise<void> {
    const body = reason === undefined ? undefined : { reason };
    await this.#tried(async () => {
      await api.ask('POST', `/api/schedules/${encodeURIComponent(one.name)}/${verb}`, body);
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    this.begun = null;
    try {
      await work();
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
    void this.#schedules.run();
  }
}

customElements.define('mw-schedules-page', SchedulesPage);
