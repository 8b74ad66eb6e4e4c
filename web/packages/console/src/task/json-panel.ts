import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import '../parts/copy-button.ts';

/** A piece of JSON, folded until somebody wants it. */
export class JsonPanel extends Element {
  @property() heading = '';
  @property() empty = 'Nothing.';
  @property({ attribute: false }) data: unknown;
  @state() private open = false;

  override render(): TemplateResult {
    return html`<details class="panel" @toggle=${this.#toggled}>
      <summary>${this.heading}</summary>
      <div class="inside">${this.open ? this.#body() : ''}</div>
    </details>`;
  }

  #body(): TemplateResult {
    const nothingThere = !this.data || Object.keys(this.data).length === 0;
    if (nothingThere) return html`<p class="muted">${this.empty}</p>`;
    const text = JSON.stringify(this.data, null, 2);
    return html`<pre tabindex="0" role="region" aria-label=${this.heading}>${text}</pre>
      <mw-copy text=${text} label="Copy" look="slim"></mw-copy>`;
  }

  readonly #toggled = (event: Event) => {
    this.open = (event.currentTarget as HTMLDetailsElement).open;
  };
}

customElements.define('mw-json-panel', JsonPanel);
