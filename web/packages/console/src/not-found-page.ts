import { html, type TemplateResult } from 'lit';
import { Element } from './element.ts';
import { icon } from './parts/icons.ts';

/** For addresses that lead nowhere. */
export class NotFoundPage extends Element {
  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Not found · Meanwhile';
  }

  override render(): TemplateResult {
    return html`<div class="page"><div class="card empty">
      ${icon('search')}
      <h1>There is no page here</h1>
      <p>Nothing lives at <code>${location.pathname}</code>. The link may be old, or mistyped.</p>
      <div class="row"><a class="button primary" href="/">Go to the start</a><a class="button" href="/tasks">See all tasks</a></div>
    </div></div>`;
  }
}

customElements.define('mw-not-found-page', NotFoundPage);
