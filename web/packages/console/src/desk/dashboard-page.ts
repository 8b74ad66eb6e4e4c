import { type DeskSummary, labelOf, number, type Task } from '@meanwhile/client';
import '@meanwhile/widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { may, personKnown } from '../people/preferences.ts';
import { go } from '../router.ts';
import { api, feed, store } from '../session.ts';
import './appointments/agenda.ts';
import { isOff } from './appointments/entry.ts';
import { DESK_TYPES } from './entity-tasks.ts';
import { deskPage } from './frame.ts';
import { desk, keepZone } from './lists.ts';
import { needing } from './needing.ts';
import './try-it.ts';

const SOON = 8;

/** The desk's day: who is driven, what nobody drives yet, and what needs a person. */
export class DashboardPage extends Element {
  readonly #summary = new Loading<DeskSummary>(this, signal => desk.summary(signal).then(keepZone));
  readonly #attention = new Loading<Task[]>(this, async signal => {
    const page = await api.tasks({ label: 'needs_attention', type: DESK_TYPES, limit: 20 }, signal);
    return page.items.map(task => store.put(task));
  });
  readonly #again = calm(() => this.#read(), 3_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#read();
    this.whileConnected(
      personKnown.listen(() => this.requestUpdate()),
      store.changed.listen(() => this.requestUpdate()),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.event_type !== 'reported') this.#again();
      }),
      () => this.#again.stop(),
    );
  }

  override render(): TemplateResult {
    const actions = may('desk:change:any')
      ? html`<a class="button" href="/desk/clients?new=1">Add a client</a><a class="button primary" href="/desk/appointments?book=new">Book an appointment</a>`
      : nothing;
    return deskPage(
      'Today',
      actions,
      html`${this.#figures()}
        <div class="columns">
          <section class="card" aria-labelledby="today"><div class="row spread"><h2 id="today">Today’s appointments</h2><a href="/desk/appointments">Calendar</a></div>${this.#today()}</section>
          <div class="stack">
            ${this.#failures()}
            ${this.#unassigned()}
            <mw-try-it></mw-try-it>
          </div>
        </div>`,
    );
  }

  #figures(): TemplateResult | typeof nothing {
    const summary = this.#summary.value;
    if (!summary) return nothing;
    const free = summary.unassigned.length;
    return html`<nav class="strip" aria-label="The desk in figures">
      <a href="/desk/appointments"><b>${number(summary.today.filter(one => !isOff(one)).length)}</b><span>Appointments today</span></a>
      <a class=${free > 0 ? 'will-retry' : ''} href="/desk/appointments?view=list&driver=none"><b>${number(free)}</b><span>Without a driver, next two weeks</span></a>
      <a href="/desk/clients"><b>${number(summary.clients_without_travel_times)}</b><span>Clients waiting for travel times</span></a>
    </nav>`;
  }

  #today(): TemplateResult {
    const { value, problem } = this.#summary;
    if (problem) return problemBox(problem, () => void this.#summary.run());
    if (!value) return skeleton(5);
    const day = value.today.filter(one => !isOff(one));
    const next = day.filter(one => Date.parse(one.starts_at) + one.duration_minutes * 60_000 > Date.now());
    return html`<mw-agenda .appointments=${next.slice(0, SOON)} none=${day.length > 0 ? 'All of today’s appointments are over.' : 'No appointments today.'}></mw-agenda>
      ${next.length > SOON ? html`<p><a href="/desk/appointments">${number(next.length - SOON)} more</a></p>` : nothing}`;
  }

  #unassigned(): TemplateResult | typeof nothing {
    const free = this.#summary.value?.unassigned ?? [];
    if (free.length === 0) return nothing;
    return html`<section class="card" aria-labelledby="unassigned"><h2 id="unassigned">Without a driver</h2>
      <mw-agenda .appointments=${free.slice(0, 5)}></mw-agenda></section>`;
  }

  /** Everybody sees the own failures; who looks after the house has the widget for all of them. */
  #failures(): TemplateResult {
    if (may('notices:read:any')) {
      return html`<section class="card stack" aria-label="Failed tasks"><mw-failed @mw-open=${openTask}></mw-failed>
        <p><a href="/desk/operations">Operations</a></p></section>`;
    }
    const tasks = (this.#attention.value ?? [])
      .map(task => store.get(task.id) ?? task)
      .filter(task => labelOf(task) === 'needs attention');
    return html`<section class="card" aria-labelledby="attention"><div class="row spread"><h2 id="attention">Needs attention</h2></div>
      ${this.#attention.problem ? problemBox(this.#attention.problem, () => void this.#attention.run()) : nothing}
      ${this.#attention.first ? skeleton(2) : needing(tasks, 'Nothing needs you. Failures show up here, with what to do.')}
    </section>`;
  }

  #read(): void {
    void this.#summary.run();
    if (!may('notices:read:any')) void this.#attention.run();
  }
}

function openTask(event: CustomEvent<Task>): void {
  event.preventDefault();
  go(`/tasks/${event.detail.id}`);
}

customElements.define('mw-desk-page', DashboardPage);
