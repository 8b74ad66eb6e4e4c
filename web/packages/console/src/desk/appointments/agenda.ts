import type { Appointment } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { icon } from '../../parts/icons.ts';
import { skeleton } from '../../parts/problem.ts';
import '../chips.ts';
import { dayWords, timeWords } from '../zoned.ts';
import { dayOf, statusPill } from './entry.ts';
import { sourceWords } from './transit.ts';

const OF_CALENDARS = [
  'sync_calendar',
  'delete_calendar',
  'send_sms_notification',
  'calculate_appointment_distance',
];

/** Appointments day by day, as a list that everybody can read. Fires `mw-open` and `mw-move` with one of them. */
export class Agenda extends Element {
  @property({ attribute: false }) appointments: readonly Appointment[] = [];
  @property({ attribute: false }) loading = false;
  /** Whether they can be moved from here. */
  @property({ type: Boolean }) movable = false;
  /** A driver's own trips: no links to clients, and nothing of tasks. */
  @property({ type: Boolean }) plain = false;
  @property() none = 'No appointments.';

  override render(): TemplateResult {
    if (this.loading) return skeleton(5);
    if (this.appointments.length === 0) return html`<p class="muted">${this.none}</p>`;
    const days = new Map<string, Appointment[]>();
    for (const one of [...this.appointments].sort((a, b) => a.starts_at.localeCompare(b.starts_at))) {
      days.set(dayOf(one), [...(days.get(dayOf(one)) ?? []), one]);
    }
    return html`<div class="agenda">${[...days].map(
      ([day, ones]) => html`<section aria-label=${dayWords(day, { dateStyle: 'full' })}>
        <h3>${dayWords(day, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' })}</h3>
        <ul>${ones.map(one => this.#item(one))}</ul></section>`,
    )}</div>`;
  }

  #item(one: Appointment): TemplateResult {
    return html`<li class="appointment a-${one.status}">
      <time datetime=${one.starts_at}>${timeWords(one.starts_at, one.zone)}<small>${one.duration_minutes} min</small></time>
      <div class="what">
        <div class="row">${
          this.plain
            ? html`<strong>${one.client_name}</strong>`
            : html`<a class="name" href="/desk/clients/${one.knumber}">${one.client_name}</a>`
        } ${statusPill(one)}</div>
        <p>${[one.type_name, one.clinic_name].filter(Boolean).join(' at ')}${this.plain ? nothing : html`, ${one.driver_name ?? html`<strong>unassigned</strong>`}`}</p>
        ${one.pickup_address ? html`<p class="muted small">Pick-up: ${one.pickup_address}</p>` : nothing}
        <p class="muted small">${one.transit_minutes === null ? 'Transit time not known yet.' : html`Transit ${one.transit_minutes} min. ${this.plain ? nothing : sourceWords(one.transit_source)}`}</p>
        ${this.plain && one.notes ? html`<p>${one.notes}</p>` : nothing}
        ${conflicts(one)}
        ${this.plain ? nothing : html`<mw-chips entity="appointment:${one.id}" .types=${OF_CALENDARS}></mw-chips>`}
      </div>
      ${this.plain ? nothing : this.#actions(one)}
    </li>`;
  }

  #actions(one: Appointment): TemplateResult {
    const name = `${one.client_name}, ${timeWords(one.starts_at, one.zone)}`;
    return html`<div class="buttons">
      ${this.movable ? html`<button class="button slim" aria-label="Move ${name}" @click=${() => this.#fire('mw-move', one)}>Move…</button>` : nothing}
      <a class="button slim" href="/desk/appointments?appointment=${one.id}" aria-label="Open ${name}">Open</a></div>`;
  }

  #fire(kind: string, one: Appointment): void {
    this.dispatchEvent(new CustomEvent(kind, { detail: one, bubbles: true }));
  }
}

/** What speaks against an appointment as it is, inline. */
export function conflicts(one: Pick<Appointment, 'conflicts'>): TemplateResult | typeof nothing {
  if (!one.conflicts?.length) return nothing;
  return html`<ul class="conflicts">${one.conflicts.map(conflict => html`<li>${icon('alert')}<span>${conflict.sentence}</span></li>`)}</ul>`;
}

customElements.define('mw-agenda', Agenda);
