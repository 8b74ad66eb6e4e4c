import type { Appointment } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import './appointments/agenda.ts';
import { dayOf } from './appointments/entry.ts';
import './desk.css';
import { desk } from './lists.ts';
import { addDays, instant, ownZone, today } from './zoned.ts';

const EVERY = 60_000;

/** A driver's own trips, today and in the next two weeks, and nothing else. */
export class TripsPage extends Element {
  readonly #trips = new Loading<Appointment[]>(this, signal =>
    desk.trips(
      instant(addDays(today(), -1), 0, ownZone()),
      instant(addDays(today(), 15), 0, ownZone()),
      signal,
    ),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Trips · Meanwhile';
    void this.#trips.run();
    // Drivers hear no live news, so the page looks by itself.
    const look = () => {
      if (document.visibilityState === 'visible') void this.#trips.run();
    };
    const timer = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    this.whileConnected(
      () => clearInterval(timer),
      () => document.removeEventListener('visibilitychange', look),
    );
  }

  override render(): TemplateResult {
    const { value, problem } = this.#trips;
    const trips = (value ?? []).filter(one => dayOf(one) >= today());
    return html`<div class="page desk">
      <div class="page-head"><h1>Your trips</h1>
        <button class="button" @click=${() => print()}>${icon('printer')}Print</button></div>
      ${problem ? problemBox(problem, () => void this.#trips.run()) : nothing}
      ${this.#trips.first ? html`<div class="card">${skeleton(5)}</div>` : nothing}
      ${value && trips.length === 0 ? html`<div class="card empty">${icon('calendar')}<h2>No trips in the next two weeks</h2><p>New ones appear here by themselves.</p></div>` : nothing}
      ${trips.length > 0 ? html`<mw-agenda class="card" plain .appointments=${trips}></mw-agenda>` : nothing}
    </div>`;
  }
}

customElements.define('mw-trips-page', TripsPage);
