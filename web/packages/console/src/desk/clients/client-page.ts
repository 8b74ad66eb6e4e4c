import type { Client, ClientSaved, ClinicTravelTime, DriveTime } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { calm } from '../../calm.ts';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import '../../parts/ago.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import { feed } from '../../session.ts';
import '../appointments/agenda.ts';
import { HINT, isCalculating } from '../appointments/transit.ts';
import '../chips.ts';
import { readTasksOf } from '../entity-tasks.ts';
import { deskPage, sheet } from '../frame.ts';
import { clinicName, desk, drivers, listsChanged } from '../lists.ts';
import { addDays, today } from '../zoned.ts';
import { nameOfClient } from './client-form.ts';
import { minutes } from './ways.ts';

/** One client: the data, the ways, what goes on meanwhile, and the appointments. */
export class ClientPage extends Element {
  @property({ attribute: false }) knumber = '';
  @state() private editing = false;
  @state() private said = '';

  readonly #client = new Loading<Client>(this, signal => desk.client(this.knumber, signal));
  readonly #appointments = new Loading(this, signal => {
    const from = new Date(`${addDays(today(), -90)}T00:00:00Z`).toISOString();
    return desk.appointments(
      { client: this.knumber, from, to: `${addDays(today(), 365)}T00:00:00Z` },
      signal,
    );
  });
  readonly #again = calm(() => void this.#client.run(), 1_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      listsChanged.listen(() => this.requestUpdate()),
      personKnown.listen(() => this.requestUpdate()),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        const ours = event.entity_type === 'client' && event.entity_id === this.knumber;
        if (ours && event.event_type !== 'reported') this.#again();
      }),
      () => this.#again.stop(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('knumber') || !this.knumber) return;
    this.#client.clear();
    this.#appointments.clear();
    void this.#client.run();
    void this.#appointments.run();
    void readTasksOf(`client:${this.knumber}`);
  }

  override render(): TemplateResult {
    const { value: client, problem } = this.#client;
    const actions = client && may('desk:change:any') ? this.#actions(client) : nothing;
    return deskPage(
      client ? nameOfClient(client) : this.knumber,
      actions,
      html`<div role="status" class="saved">${this.said ? html`<p class="notice">${this.said}</p>` : nothing}</div>
        ${problem ? problemBox(problem, problem.transient ? () => void this.#client.run() : undefined) : nothing}
        ${this.#client.first ? html`<div class="card">${skeleton(8)}</div>` : nothing}
        ${client ? this.#body(client) : nothing}
        ${this.editing ? html`<mw-client-form .client=${client} @mw-saved=${this.#took} @mw-closed=${this.#closed}></mw-client-form>` : nothing}`,
    );
  }

  #actions(client: Client): TemplateResult {
    return html`<button class="button" @click=${() => {
      this.editing = true;
    }}>Change</button>
      <a class="button primary" href="/desk/appointments?book=${client.knumber}">Book an appointment</a>`;
  }

  #body(client: Client): TemplateResult {
    const facts: [string, unknown][] = [
      ['Number', client.knumber],
      ['Phone', client.phone ? html`<a href="tel:${client.phone}">${client.phone}</a>` : 'none'],
      ['E-mail', client.email ? html`<a href="mailto:${client.email}">${client.email}</a>` : 'none'],
      ['Address', [client.address, client.city, client.state, client.zip].filter(Boolean).join(', ')],
      ['Primary clinic', clinicName(client.primary_clinic_id) || 'none'],
      ['Notes', client.notes || 'none'],
    ];
    return html`<div class="columns">
        <section class="card" aria-labelledby="data"><h2 id="data">Data</h2>
          <dl class="parts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>
        <section class="card" aria-labelledby="meanwhile"><h2 id="meanwhile">Meanwhile</h2>
          <mw-chips entity="client:${client.knumber}" all></mw-chips>
          <p class="muted small">What was done for this client after it was saved, and what is being done.</p></section>
      </div>
      <div class="columns">
        <section class="card" aria-labelledby="to-clinics"><h2 id="to-clinics">To the clinics</h2>${this.#clinics(client)}</section>
        <section class="card" aria-labelledby="from-drivers"><h2 id="from-drivers">From the drivers</h2>${this.#drivers(client)}</section>
      </div>
      <section class="card" aria-labelledby="appointments"><h2 id="appointments">Appointments</h2>
        ${
          this.#appointments.problem
            ? problemBox(this.#appointments.problem, () => void this.#appointments.run())
            : html`<mw-agenda .appointments=${this.#appointments.value ?? []} .loading=${this.#appointments.first}></mw-agenda>`
        }</section>`;
  }

  #clinics(client: Client): TemplateResult {
    if (isCalculating(client)) return html`<p class="hint">${HINT}</p>`;
    const times: ClinicTravelTime[] = client.clinic_travel_times ?? [];
    if (client.travel_times === 'none') return html`<p class="muted">They need an address.</p>`;
    if (times.length === 0) return html`<p class="muted">No clinic can be reached yet.</p>`;
    return sheet('Travel times to clinics', ['Clinic', 'Takes', 'From'], times, one => [
      one.clinic,
      minutes(one),
      one.pickup_address ?? 'the address',
    ]);
  }

  #drivers(client: Client): TemplateResult {
    const times = [...(client.drive_times ?? [])].sort((one, other) => one.minutes - other.minutes);
    if (times.length === 0) {
      return html`<p class="muted">${isCalculating(client) ? 'They are still being calculated.' : 'No driver with a home address yet.'}</p>`;
    }
    return sheet('Drive times', ['Driver', 'Takes'], times.slice(0, 20), one => [
      driverName(one),
      minutes(one),
    ]);
  }

  readonly #took = (event: CustomEvent<ClientSaved>) => {
    this.said = event.detail.message;
    void readTasksOf(`client:${this.knumber}`);
    void this.#client.run();
  };

  readonly #closed = () => {
    this.editing = false;
  };
}

function driverName(time: DriveTime): string {
  return (
    time.driver_name ??
    time.name ??
    drivers.get().find(one => one.id === time.driver_id)?.full_name ??
    'A driver'
  );
}

customElements.define('mw-client-page', ClientPage);
