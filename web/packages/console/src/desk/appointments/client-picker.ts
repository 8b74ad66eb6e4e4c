import { type Client, Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Element } from '../../element.ts';
import { nameOfClient } from '../clients/client-form.ts';
import { desk } from '../lists.ts';

/** Finds one of many clients while one types. Fires `mw-picked` with the client. */
export class ClientPicker extends Element {
  @property() text = '';
  @property() wrong = '';
  @state() private found: Client[] | null = null;
  @state() private at = 0;
  @state() private note = '';

  #typing: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;

  override disconnectedCallback(): void {
    clearTimeout(this.#typing);
    this.#asking?.abort();
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    const open = this.found !== null && this.found.length > 0;
    return html`<div class="field picker"><label for="f-client">Client <span class="muted" aria-hidden="true">*</span></label>
      <input class="input" id="f-client" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder="Name, number or phone"
        aria-expanded=${open} aria-controls="f-client-list" aria-autocomplete="list" aria-required="true"
        aria-activedescendant=${open ? `f-client-${this.at}` : nothing} aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="f-client-more"
        .value=${live(this.text)} @input=${this.#type} @keydown=${this.#key} @blur=${this.#blur}>
      <ul id="f-client-list" role="listbox" aria-label="Clients" ?hidden=${!open}>${(this.found ?? []).map(
        (one, index) => html`<li id="f-client-${index}" role="option" aria-selected=${index === this.at}
          @pointerdown=${(event: Event) => this.#pick(one, event)}><b>${nameOfClient(one)}</b> <small>${one.knumber}, ${[one.address, one.city].filter(Boolean).join(', ')}</small></li>`,
      )}</ul>
      <span id="f-client-more" class=${this.wrong ? 'wrong' : 'hint'} role="status">${this.wrong || this.note}</span></div>`;
  }

  readonly #type = (event: Event) => {
    this.text = (event.currentTarget as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#find(), 200);
  };

  async #find(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    if (this.text.trim().length < 2) {
      this.found = null;
      return;
    }
    try {
      const page = await desk.clients({ q: this.text.trim(), active: 'true', limit: 8 }, asking.signal);
      this.found = page.items;
      this.at = 0;
      this.note = page.items.length === 0 ? 'Nobody fits.' : '';
    } catch (thrown) {
      if (!asking.signal.aborted) this.note = Problem.wrap(thrown).title;
    }
  }

  readonly #key = (event: KeyboardEvent) => {
    const count = this.found?.length ?? 0;
    if (count === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
    } else if (event.key === 'Enter') {
      this.#pick(this.found?.[this.at], event);
    } else if (event.key === 'Escape') {
      this.found = null;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #blur = () => {
    this.found = null;
  };

  #pick(one: Client | undefined, event: Event): void {
    event.preventDefault();
    if (!one) return;
    this.found = null;
    this.note = '';
    this.text = `${nameOfClient(one)} (${one.knumber})`;
    this.dispatchEvent(new CustomEvent('mw-picked', { detail: one, bubbles: true }));
  }
}

customElements.define('mw-client-picker', ClientPicker);
