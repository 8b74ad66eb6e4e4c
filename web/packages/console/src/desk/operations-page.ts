import { type Dependency, labelOf, number, Problem, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { sentence } from '../outages/dependency-card.ts';
import '../outages/incident-record.ts';
import { Confirm } from '../parts/confirm.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { personKnown } from '../people/preferences.ts';
import { api, feed, store } from '../session.ts';
import { DESK_TYPES, wordOf } from './entity-tasks.ts';
import { deskPage } from './frame.ts';
import { needing } from './needing.ts';

/** For those who look after the desk: the partners, what happened, and what needs a person. */
export class OperationsPage extends Element {
  @state() private failed: Problem | null = null;

  readonly #partners = new Loading<Dependency[]>(this, signal => api.dependencies(signal));
  readonly #incidents = new Loading(this, signal => api.incidents('', 5, signal));
  readonly #attention = new Loading<Task[]>(this, async signal => {
    const page = await api.tasks({ label: 'needs_attention', type: DESK_TYPES, limit: 100 }, signal);
    return page.items.map(task => store.put(task));
  });
  readonly #again = calm(() => this.#read(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#read();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#again();
    }, 15_000);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#again.stop(),
      personKnown.listen(() => this.requestUpdate()),
      store.changed.listen(() => this.requestUpdate()),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.event_type !== 'reported') this.#again();
      }),
    );
  }

  override render(): TemplateResult {
    return deskPage(
      'Operations',
      nothing,
      html`${this.failed ? problemBox(this.failed) : nothing}
        <section class="stack" aria-labelledby="partners"><div class="row spread"><h2 id="partners">Partners</h2><a href="/outages">Pause or try one</a></div>${this.#services()}</section>
        <section class="stack" aria-labelledby="attention"><h2 id="attention">Needs attention</h2>${this.#tasks()}</section>
        <section class="stack" aria-labelledby="happened"><h2 id="happened">What happened lately</h2>${this.#happened()}</section>`,
    );
  }

  #services(): TemplateResult | typeof nothing {
    const { value, problem } = this.#partners;
    if (problem) return problemBox(problem, () => void this.#partners.run());
    if (!value) return html`<div class="card">${skeleton(3)}</div>`;
    if (value.length === 0) return html`<p class="muted">No partner is connected.</p>`;
    return html`<div class="services">${value.map(one => {
      const well = one.label === 'working';
      return html`<article class="card service" aria-label=${one.title}>
        <div class="row spread"><h3>${one.title}</h3><span class="pill ${well ? 'done' : 'needs-attention'}">${icon(well ? 'check' : 'alert')}${one.label.charAt(0).toUpperCase() + one.label.slice(1)}</span></div>
        <p>${sentence(one)}</p>
        ${one.parked > 0 ? html`<p class="muted small">${number(one.parked)} ${one.parked === 1 ? 'task waits' : 'tasks wait'} until it answers. None is lost.</p>` : nothing}
      </article>`;
    })}</div>`;
  }

  #tasks(): TemplateResult {
    const { value, problem } = this.#attention;
    if (problem) return problemBox(problem, () => void this.#attention.run());
    if (!value) return html`<div class="card">${skeleton(4)}</div>`;
    const open = value
      .map(task => store.get(task.id) ?? task)
      .filter(task => labelOf(task) === 'needs attention');
    if (open.length === 0) {
      return html`<div class="card empty">${icon('check')}<h3>Nothing needs a person</h3><p>What fails for good stands here, by what it was for.</p></div>`;
    }
    const byType = new Map<string, Task[]>();
    for (const task of open) byType.set(task.task_type, [...(byType.get(task.task_type) ?? []), task]);
    return html`${[...byType].map(
      ([type, tasks]) => html`<section class="card" aria-labelledby="type-${type}">
        <div class="row spread"><h3 id="type-${type}">${wordOf(type)} (${number(tasks.length)})</h3>
          ${tasks.length > 1 ? html`<button class="button slim" @click=${() => void this.#retryAll(type)}>Retry all of ${wordOf(type)}</button>` : nothing}</div>
        ${needing(tasks, '')}</section>`,
    )}`;
  }

  #happened(): TemplateResult {
    const { value, problem } = this.#incidents;
    if (problem) return problemBox(problem, () => void this.#incidents.run());
    if (!value) return html`<div class="card">${skeleton(2)}</div>`;
    if (value.items.length === 0) return html`<p class="muted">No outage has been written down yet.</p>`;
    return html`${value.items.map(one => html`<mw-incident .incident=${one}></mw-incident>`)}<p><a href="/outages">All outages</a></p>`;
  }

  async #retryAll(type: string): Promise<void> {
    try {
      const count = await api.bulkCount('retry', { type: [type] });
      const yes = await Confirm.ask({
        heading: `Retry ${number(count)} tasks?`,
        consequence: `All failed tasks of “${wordOf(type)}” are tried once more, in the background.`,
        verb: `Retry ${number(count)} tasks`,
        refusal: 'Leave them',
      });
      if (yes) store.put(await api.changeMany('retry', { type: [type] }, count, ''));
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
    this.#again();
  }

  #read(): void {
    void this.#partners.run();
    void this.#incidents.run();
    void this.#attention.run();
  }
}

customElements.define('mw-operations-page', OperationsPage);
