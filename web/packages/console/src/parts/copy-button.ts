import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { copy } from '../clipboard.ts';
import { Element } from '../element.ts';
import { icon } from './icons.ts';

/** Copies a text, and says for two seconds that it did. */
export class CopyButton extends Element {
  @property() text = '';
  @property() label = 'Copy';
  @property() look = '';

  @state() private said = '';

  override render(): TemplateResult {
    return html`<button type="button" class="button ${this.look}" @click=${this.#copy}>
      ${icon(this.said ? 'check' : 'link')}${this.said || this.label}</button>
      <span class="visually-hidden" role="status">${this.said}</span>`;
  }

  readonly #copy = async () => {
    this.said = (await copy(this.text)) ? 'Copied' : 'Copying is not allowed here';
    const timer = setTimeout(() => {
      this.said = '';
    }, 2_000);
    this.whileConnected(() => clearTimeout(timer));
  };
}

customElements.define('mw-copy', CopyButton);
