import type { Appointment, Driver, DriverSaved } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { calm } from '../../calm.ts';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import { feed } from '../../session.ts';
import '../appointments/agenda.ts';
import '../chips.ts';
import { minutes } from '../clients/ways.ts';
import { readTasksOf } from '../entity-tasks.ts';
import { deskPage, sheet } from '../frame.ts';
import { clinicName, desk, drivers, listsChanged } from '../lists.ts';
import { addDays, today } from '../zoned.ts';
import './driver-form.ts';

/** One driver: the data, which clinics are near, what goes on meanwhile, and the next appointments. */
export class DriverPage extends Element {
  @property({ attribute: false }) driverId = '';
  @state() private editing = false;
  @state() private said = '';

  readonly #driver = new Loading<Driver>(this, signal => desk.driver(this.driverId, signal));
  readonly #appointments = new Loading<Appointment[]>(this, signal => {
    const range = { from: `${addDays(today(), -1)}T00:00:00Z`, to: `${addDays(today(), 60)}T00:00:00Z` };
    return desk.appointments({ driver: this.driverId, ...range }, signal);
  });
  readonly #again = calm(() => void this.#driver.run(), 1_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      listsChanged.listen(() => this.requestUpdate()),
      personKnown.listen(() => this.requestUpdate()),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        const ours = event.entity_type === 'driver' && event.entity_id === this.driverId;
        if (ours && event.event_type !== 'reported') this.#again();
      }),
      () => this.#again.stop(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('driverId') || !this.driverId) return;
    this.#driver.clear();
    this.#appointments.clear();
    void this.#driver.run();
    void this.#appointments.run();
    void readTasksOf(`driver:${this.driverId}`);
  }

  override render(): TemplateResult {
    const { value: driver, problem } = this.#driver;
    const change =
      driver && may('desk:change:any')
        ? html`<button class="button" @click=${() => {
            this.editing = true;
          }}>Change</button>`
        : nothing;
    return deskPage(
      driver?.full_name ?? 'Driver',
      change,
      html`<div role="status" class="saved">${this.said ? html`<p class="notice">${this.said}</p>` : nothing}</div>
        ${problem ? problemBox(problem, problem.transient ? () => void this.#driver.run() : undefined) : nothing}
        ${this.#driver.first ? html`<div class="card">${skeleton(8)}</div>` : nothing}
        ${driver ? this.#body(driver) : nothing}
        ${
          this.editing
            ? html`<mw-driver-form .driver=${driver} @mw-saved=${this.#took} @mw-closed=${() => {
                this.editing = false;
              }}></mw-driver-form>`
            : nothing
        }`,
    );
  }

  #body(driver: Driver): TemplateResult {
    const home = [driver.home_address, driver.home_city, driver.home_state, driver.home_zip]
      .filter(Boolean)
      .join(', ');
    const facts: [string, unknown][] = [
      ['Phone', driver.phone ? html`<a href="tel:${driver.phone}">${driver.phone}</a>` : 'none'],
      ['E-mail', driver.email ? html`<a href="mailto:${driver.email}">${driver.email}</a>` : 'none'],
      ['Home', home || 'none; drive times need one'],
      ['Calendar', driver.calendar_id ? 'in Google Calendar' : 'none yet'],
      ['Assigned', driver.active ? 'may be' : 'not any more'],
    ];
    const preferences = [...(driver.preferences ?? [])].sort((one, other) => one.rank - other.rank);
    return html`<div class="columns">
        <section class="card" aria-labelledby="data"><h2 id="data">Data</h2>
          <dl class="parts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>
        <section class="card" aria-labelledby="meanwhile"><h2 id="meanwhile">Meanwhile</h2>
          <mw-chips entity="driver:${driver.id}" all></mw-chips>
          <p class="muted small">What was done for this driver after it was saved, and what is being done.</p></section>
      </div>
      <section class="card" aria-labelledby="preferences"><h2 id="preferences">Nearest clinics</h2>
        ${
          preferences.length === 0
            ? html`<p class="muted">${home ? 'They are still being calculated.' : 'They need a home address.'}</p>`
            : sheet('Nearest clinics', ['', 'Clinic', 'Takes'], preferences, one => [
                `${one.rank}.`,
                one.clinic_name ?? one.clinic ?? clinicName(one.clinic_id),
                minutes(one),
              ])
        }</section>
      <section class="card" aria-labelledby="appointments"><h2 id="appointments">Next appointments</h2>
        ${
          this.#appointments.problem
            ? problemBox(this.#appointments.problem, () => void this.#appointments.run())
            : html`<mw-agenda .appointments=${this.#appointments.value ?? []} .loading=${this.#appointments.first}></mw-agenda>`
        }</section>`;
  }

  readonly #took = (event: CustomEvent<DriverSaved>) => {
    this.said = event.detail.message;
    drivers.forget();
    void readTasksOf(`driver:${this.driverId}`);
    void this.#driver.run();
  };
}

customElements.define('mw-driver-page', DriverPage);
