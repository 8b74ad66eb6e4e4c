import type { Clinic, Saved } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import { icon } from '../../parts/icons.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import { deskPage, sheet } from '../frame.ts';
import { clinics, desk } from '../lists.ts';
import './clinic-form.ts';

/** The clinics that clients are driven to. */
export class ClinicsPage extends Element {
  @state() private editing: Clinic | 'new' | null = null;
  @state() private said = '';

  readonly #clinics = new Loading<Clinic[]>(this, signal => desk.clinics(signal));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#clinics.run();
    this.whileConnected(personKnown.listen(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const { value, problem } = this.#clinics;
    const add = may('desk:change:any')
      ? html`<button class="button primary" @click=${() => {
          this.editing = 'new';
        }}>${icon('add')}Add a clinic</button>`
      : nothing;
    return deskPage(
      'Clinics',
      add,
      html`<div role="status" class="saved">${this.said ? html`<p class="notice">${this.said}</p>` : nothing}</div>
        ${problem ? problemBox(problem, () => void this.#clinics.run()) : nothing}
        ${this.#clinics.first ? html`<div class="card">${skeleton(4)}</div>` : nothing}
        ${value ? this.#rows(value) : nothing}
        ${
          this.editing
            ? html`<mw-clinic-form .clinic=${this.editing === 'new' ? undefined : this.editing} @mw-saved=${this.#took} @mw-closed=${() => {
                this.editing = null;
              }}></mw-clinic-form>`
            : nothing
        }`,
    );
  }

  #rows(all: Clinic[]): TemplateResult {
    if (all.length === 0) {
      return html`<div class="card empty">${icon('inbox')}<h2>No clinics yet</h2><p>Add the first one, so that appointments can be booked there.</p></div>`;
    }
    return html`<div class="card">${sheet('Clinics', ['Clinic', 'Address', 'Phone', ''], all, one => [
      html`<strong>${one.name}</strong>${one.active ? nothing : html` <small>inactive</small>`}`,
      [one.address, one.city, one.state, one.zip].filter(Boolean).join(', '),
      one.phone ? html`<a href="tel:${one.phone}">${one.phone}</a>` : nothing,
      may('desk:change:any')
        ? html`<button class="button slim" aria-label="Change ${one.name}" @click=${() => {
            this.editing = one;
          }}>Change</button>`
        : nothing,
    ])}</div>`;
  }

  readonly #took = (event: CustomEvent<Saved>) => {
    this.said = event.detail.message || 'The clinic is saved.';
    clinics.forget();
    void this.#clinics.run();
  };
}

customElements.define('mw-clinics-page', ClinicsPage);
