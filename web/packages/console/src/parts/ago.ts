import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { moment, relative } from '../when.ts';

/** A moment as people say it ("3 min. ago"), with the exact time behind it. Keeps itself up to date. */
export class Ago extends Element {
  @property() at = '';

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.requestUpdate();
    }, 5_000);
    this.whileConnected(() => clearInterval(timer));
  }

  override render(): TemplateResult {
    return html`<time datetime=${this.at} title=${moment(this.at)}>${relative(this.at, Date.now())}</time>`;
  }
}

customElements.define('mw-ago', Ago);
