import type { ImportTarget, SourceType } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';

export interface Address {
  url: string;
  source: SourceType;
  target: string;
  label: string;
}

/** The address of a file or of an API that pages. Fires `mw-address`. */
export class AddressForm extends Element {
  @property({ attribute: false }) targets: readonly ImportTarget[] = [];
  @property({ type: Boolean }) busy = false;

  override render(): TemplateResult {
    return html`<form class="address" @submit=${this.#submit}>
      <div class="field"><label for="file-url">Address</label>
        <input id="file-url" class="input" name="url" type="url" required placeholder="https://example.org/places.csv"></div>
      <div class="field"><label for="url-source">What is there</label>
        <select id="url-source" class="input" name="source">
          <option value="csv">A CSV file</option>
          <option value="jsonl">JSON, one object per line</option>
          <option value="api">An API that pages</option>
        </select></div>
      <div class="field"><label for="url-target">Import into</label>
        <select id="url-target" class="input" name="target" required>
          ${this.targets.map(target => html`<option value=${target.name}>${target.title}</option>`)}
        </select></div>
      <button class="button" ?disabled=${this.busy || this.targets.length === 0}>Import from there</button>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const url = String(form.get('url'));
    const detail: Address = {
      url,
      source: form.get('source') as SourceType,
      target: String(form.get('target')),
      label: labelOf(url),
    };
    this.dispatchEvent(new CustomEvent('mw-address', { detail, bubbles: true }));
  };
}

/** The name of the file, or the host when the address ends in none. */
function labelOf(url: string): string {
  const { pathname, host } = new URL(url);
  return (pathname.split('/').filter(Boolean).at(-1) ?? host).slice(0, 200);
}

customElements.define('mw-address-form', AddressForm);
