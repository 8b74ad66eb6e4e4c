import { type KeptCall, Problem, type TypeInFull, type Workload } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api, feed } from '../session.ts';
import './call-record.ts';
import './check-form.ts';
import { hold } from './holding.ts';
import { pullWorkers } from './pull-workers.ts';
import './send-task.ts';
import { settingsOf, settingsTable } from './settings.ts';
import { signatureHelp } from './signature-help.ts';
import './test-call.ts';
import { button, gauge, held } from './type-row.ts';
import { doneBy, failures } from './words.ts';

const EVERY = 5_000;

/** One kind of work: how it stands, its settings, its last calls, and ways to try it. */
export class TypePage extends Element {
  @property() type = '';
  @state() private failed: Problem | null = null;

  readonly #type = new Loading(this, () => api.ask<TypeInFull>('GET', this.#path('')));
  readonly #load = new Loading(this, () => api.ask<Workload[]>('GET', '/api/workload'));
  readonly #calls = new Loading(this, () => api.ask<KeptCall[]>('GET', this.#path('/calls')));

  readonly #again = calm(() => {
    void this.#load.run();
    if (this.#type.value?.route) void this.#calls.run();
  }, 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#again();
    }, EVERY);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#again.stop(),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.task_type === this.type) this.#again();
      }),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('type')) return;
    document.title = `${this.type} · Meanwhile`;
    this.#type.clear();
    this.#calls.clear();
    void this.#read();
  }

  override render(): TemplateResult {
    const { value: type, problem } = this.#type;
    return html`<div class="page">
      <p><a href="/types">All task types</a></p>
      ${problem ? problemBox(problem, () => void this.#read(), !type) : nothing}
      ${this.failed ? problemBox(this.failed) : nothing}
      ${type ? this.#body(type) : problem ? nothing : html`<h1>Task type</h1><div class="card">${skeleton(6)}</div>`}
    </div>`;
  }

  #body(type: TypeInFull): TemplateResult {
    const load = this.#load.value?.find(one => one.task_type === this.type);
    const trouble = type.route?.problem ?? type.pull?.problem;
    return html`<div class="page-head"><h1>${type.title}</h1>
        <div class="buttons"><a class="button slim" href="/tasks?type=${type.task_type}">Its tasks</a>
          ${load && load.done_by !== 'meanwhile' ? button(load, verb => void this.#hold(load, verb)) : nothing}</div></div>
      ${load ? this.#standing(load) : this.#load.problem ? problemBox(this.#load.problem) : html`<div class="card">${skeleton(2)}</div>`}
      ${trouble ? html`<p class="notice">The configuration has a problem: ${trouble}</p>` : nothing}
      ${type.route ? this.#tries(type, type.route.signed) : nothing}
      ${type.pull ? pullWorkers(type.pull) : nothing}
      <section class="card" aria-labelledby="settings"><h2 id="settings">Settings</h2>${settingsTable(settingsOf(type))}</section>
      ${
        load?.done_by === 'meanwhile'
          ? nothing
          : html`<section class="card" aria-labelledby="send"><h2 id="send">Send a task</h2><mw-send-task .type=${type.task_type}></mw-send-task></section>`
      }`;
  }

  #standing(load: Workload): TemplateResult {
    return html`<section class="card standing" aria-label="How it stands">
      <p>${doneBy(load)}</p>
      ${load.paused ? held(load.paused) : nothing}
      <div class="figures-row">
        <div><b>${load.waiting}</b> <span class="unit">waiting</span>${load.oldest_waiting_at ? html`<small>first due <mw-ago at=${load.oldest_waiting_at}></mw-ago></small>` : nothing}</div>
        <div>${gauge(load)}</div>
        <div>${failures(load.recent)}${load.estimate ? html`<small>${load.estimate.usually}</small>` : nothing}</div>
      </div></section>`;
  }

  #tries(type: TypeInFull, signed: number): TemplateResult {
    return html`<section class="card" aria-labelledby="calls"><h2 id="calls">Last calls</h2>${this.#deliveries()}</section>
      <section class="card stack" aria-labelledby="test"><h2 id="test">Test call</h2>
        <mw-test-call .type=${type.task_type} @mw-called=${() => void this.#calls.run()}></mw-test-call></section>
      <section class="card stack" aria-labelledby="signing"><h2 id="signing">Signatures</h2>
        ${signatureHelp(signed)}
        ${signed > 0 ? html`<h3>Does a signature fit?</h3><mw-check-signature .type=${type.task_type}></mw-check-signature>` : nothing}</section>`;
  }

  #deliveries(): TemplateResult {
    const { value: calls, problem } = this.#calls;
    if (!calls) return problem ? problemBox(problem, () => void this.#calls.run()) : skeleton(4);
    return html`${problem ? problemBox(problem, () => void this.#calls.run()) : nothing}
      ${
        calls.length === 0
          ? html`<p class="muted">Nobody has been called yet. Make a test call, or send a task.</p>`
          : html`<div class="calls">${repeat(
              calls,
              call => call.id,
              call => html`<mw-call .call=${call}></mw-call>`,
            )}</div>`
      }`;
  }

  #path(more: string): string {
    return `/api/types/${encodeURIComponent(this.type)}${more}`;
  }

  async #read(): Promise<void> {
    void this.#load.run();
    const type = await this.#type.run();
    if (type) document.title = `${type.title} · Meanwhile`;
    if (type?.route) void this.#calls.run();
  }

  async #hold(load: Workload, verb: 'pause' | 'resume'): Promise<void> {
    try {
      await hold(load.task_type, load.title, verb);
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
    void this.#load.run();
  }
}

customElements.define('mw-type-page', TypePage);
