import type { Suggestion } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { calm } from '../../calm.ts';
import { Element } from '../../element.ts';
import { icon } from '../../parts/icons.ts';
import { desk } from '../lists.ts';

const SHOWN = 4;

/** The drivers who are nearest and free. Fires `mw-chosen` with the id of one. Without an answer it is simply not there. */
export class DriverSuggestions extends Element {
  @property() client = '';
  @property() clinic = '';
  @property() at = '';
  @property() minutes = '';
  @property() chosen = '';
  /** Whose appointment this is already: it does not stand in its own way. */
  @property() own = '';
  @state() private found: Suggestion[] = [];

  #asking: AbortController | null = null;
  readonly #ask = calm(() => void this.#find(), 400);

  override disconnectedCallback(): void {
    this.#ask.stop();
    this.#asking?.abort();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('client') && !changed.has('clinic') && !changed.has('at') && !changed.has('minutes'))
      return;
    if (this.client && this.clinic && this.at) this.#ask();
    else this.found = [];
  }

  override render(): TemplateResult | typeof nothing {
    if (this.found.length === 0) return nothing;
    const taken = this.found.find(one => one.driver_id === this.chosen && this.#isBusy(one));
    return html`<div class="suggestions" role="group" aria-label="Nearest drivers">
      ${this.found.slice(0, SHOWN).map(
        one => html`<button type="button" class="button slim" aria-pressed=${one.driver_id === this.chosen} @click=${() => this.#choose(one)}>
          ${one.name}<small>${one.minutes === null ? 'time not known' : `${one.minutes} min${one.estimated ? ', estimate' : ''}`}${this.#isBusy(one) ? ', busy' : ''}</small></button>`,
      )}</div>
      <div role="status">${taken ? html`<p class="conflicts-line">${icon('alert')}${taken.name} has another appointment at that time.</p>` : nothing}</div>`;
  }

  #isBusy(one: Suggestion): boolean {
    return !one.free && one.driver_id !== this.own;
  }

  async #find(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const found = await desk.suggestions(
        { client: this.client, clinic: this.clinic, starts_at: this.at, duration_minutes: this.minutes },
        asking.signal,
      );
      if (!asking.signal.aborted) this.found = found;
    } catch {
      if (!asking.signal.aborted) this.found = [];
    }
  }

  #choose(one: Suggestion): void {
    this.dispatchEvent(new CustomEvent('mw-chosen', { detail: one.driver_id, bubbles: true }));
  }
}

customElements.define('mw-driver-suggestions', DriverSuggestions);
