import type { Driver, DriverSaved } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import { icon } from '../../parts/icons.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import '../chips.ts';
import { readTasksOf } from '../entity-tasks.ts';
import { deskPage, sheet } from '../frame.ts';
import { desk, drivers } from '../lists.ts';
import './driver-form.ts';

/** All drivers. */
export class DriversPage extends Element {
  @state() private editing: Driver | 'new' | null = null;
  @state() private saved: DriverSaved | null = null;

  readonly #drivers = new Loading<Driver[]>(this, signal => desk.drivers(signal));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#drivers.run();
    this.whileConnected(personKnown.listen(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const { value, problem } = this.#drivers;
    const add = may('desk:change:any')
      ? html`<button class="button primary" @click=${() => {
          this.editing = 'new';
        }}>${icon('add')}Add a driver</button>`
      : nothing;
    return deskPage(
      'Drivers',
      add,
      html`<div role="status" class="saved">${
        this.saved
          ? html`<div class="notice"><p>${this.saved.message}</p><mw-chips entity="driver:${this.saved.driver_id}" all></mw-chips></div>`
          : nothing
      }</div>
      ${problem ? problemBox(problem, () => void this.#drivers.run()) : nothing}
      ${this.#drivers.first ? html`<div class="card">${skeleton(6)}</div>` : nothing}
      ${value ? this.#rows(value) : nothing}
      ${
        this.editing
          ? html`<mw-driver-form .driver=${this.editing === 'new' ? undefined : this.editing} @mw-saved=${this.#took} @mw-closed=${() => {
              this.editing = null;
            }}></mw-driver-form>`
          : nothing
      }`,
    );
  }

  #rows(all: Driver[]): TemplateResult {
    if (all.length === 0) {
      return html`<div class="card empty">${icon('inbox')}<h2>No drivers yet</h2><p>Add the first one. Drive times to all clients are calculated meanwhile.</p></div>`;
    }
    return html`<div class="card">${sheet(
      'Drivers',
      ['Driver', 'Phone', 'Home', 'Meanwhile', ''],
      all,
      one => [
        html`<a class="name" href="/desk/drivers/${one.id}">${one.full_name}</a>${one.active ? nothing : html` <small>inactive</small>`}`,
        one.phone ? html`<a href="tel:${one.phone}">${one.phone}</a>` : nothing,
        [one.home_address, one.home_city].filter(Boolean).join(', ') || 'no home address',
        html`<mw-chips entity="driver:${one.id}"></mw-chips>`,
        may('desk:change:any')
          ? html`<button class="button slim" aria-label="Change ${one.full_name}" @click=${() => {
              this.editing = one;
            }}>Change</button>`
          : nothing,
      ],
    )}</div>`;
  }

  readonly #took = (event: CustomEvent<DriverSaved>) => {
    this.saved = event.detail;
    drivers.forget();
    void readTasksOf(`driver:${event.detail.driver_id}`);
    void this.#drivers.run();
  };
}

customElements.define('mw-drivers-page', DriversPage);
