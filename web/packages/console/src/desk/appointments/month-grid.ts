import type { Appointment } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { withParameters } from '../../router.ts';
import { addDays, dayWords, monthOf, timeWords, today, weekOf } from '../zoned.ts';
import { dayOf, STATUS_WORDS } from './entry.ts';

const SHOWN = 3;

/** A month as weeks of days, each with its first appointments. Fires `mw-open`. */
export class MonthGrid extends Element {
  @property() month = '';
  @property({ attribute: false }) appointments: readonly Appointment[] = [];

  override render(): TemplateResult {
    const start = weekOf(this.month);
    const end = monthOf(this.month, 1);
    const weeks: string[] = [];
    for (let week = start; week < end; week = addDays(week, 7)) weeks.push(week);
    const names = Array.from({ length: 7 }, (_, index) =>
      dayWords(addDays(start, index), { weekday: 'short' }),
    );
    return html`<table class="month" aria-label=${dayWords(this.month, { month: 'long', year: 'numeric' })}>
      <thead><tr>${names.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${weeks.map(week => html`<tr>${Array.from({ length: 7 }, (_, index) => this.#day(addDays(week, index)))}</tr>`)}</tbody>
    </table>`;
  }

  #day(day: string): TemplateResult {
    const ones = this.appointments
      .filter(one => dayOf(one) === day)
      .sort((one, other) => one.starts_at.localeCompare(other.starts_at));
    const other = day.slice(0, 7) !== this.month.slice(0, 7);
    const more = ones.length - SHOWN;
    return html`<td class=${other ? 'other' : ''}>
      <a class="day" href=${withParameters({ view: 'day', date: day })} aria-current=${day === today() ? 'date' : nothing}
        aria-label=${dayWords(day, { dateStyle: 'full' })}>${Number(day.slice(8))}</a>
      <ul>${ones.slice(0, SHOWN).map(
        one => html`<li><button type="button" class="entry a-${one.status}" @click=${() => this.#open(one)}
          title="${one.client_name}, ${one.clinic_name}, ${STATUS_WORDS[one.status]}">${timeWords(one.starts_at, one.zone)} ${one.client_name}</button></li>`,
      )}</ul>
      ${more > 0 ? html`<a class="small" href=${withParameters({ view: 'day', date: day })}>${more} more</a>` : nothing}
    </td>`;
  }

  #open(one: Appointment): void {
    this.dispatchEvent(new CustomEvent('mw-open', { detail: one, bubbles: true }));
  }
}

customElements.define('mw-month-grid', MonthGrid);
