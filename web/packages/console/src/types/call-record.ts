import type { KeptCall } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import '../parts/ago.ts';
import '../parts/copy-button.ts';
import { icon } from '../parts/icons.ts';
import { laidOut, span } from './words.ts';

/** One call to a webhook: a line that unfolds to what was sent and what came back. */
export class CallRecord extends Element {
  @property({ attribute: false }) call: KeptCall | undefined;
  @state() private open = false;

  override render(): TemplateResult | typeof nothing {
    const call = this.call;
    if (!call) return nothing;
    const good = call.answer_status !== null && call.answer_status >= 200 && call.answer_status < 300;
    return html`<details class="panel call" @toggle=${this.#toggled}>
      <summary><span class="pill ${good ? 'done' : 'needs-attention'}">${icon(good ? 'check' : 'alert')}${call.answer_status ?? 'No answer'}</span>
        <span class="when"><mw-ago at=${call.called_at}></mw-ago>, took ${span(call.took_ms)}</span>
        <span class="verdict">${call.verdict}</span></summary>
      ${this.open ? this.#body(call) : nothing}
    </details>`;
  }

  #body(call: KeptCall): TemplateResult {
    return html`<div class="inside">
      <p>${call.task_id ? html`For <a href="/tasks/${call.task_id}">the task</a>, attempt ${call.attempt}, to` : html`A test, to`} <code>${call.url}</code></p>
      ${this.#part('What was sent', call.request_head, call.request_body)}
      ${
        call.answer_status === null
          ? html`<p class="muted">Nothing came back.</p>`
          : this.#part('What came back', call.answer_head ?? {}, call.answer_body ?? '')
      }
    </div>`;
  }

  #part(heading: string, head: Record<string, string>, body: string): TemplateResult {
    const text = laidOut(body);
    return html`<h4>${heading}</h4>
      <dl class="headers">${Object.entries(head).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${
        text
          ? html`<pre tabindex="0" role="region" aria-label=${heading}>${text}</pre><mw-copy text=${text} label="Copy the body" look="slim"></mw-copy>`
          : html`<p class="muted">The body is empty.</p>`
      }`;
  }

  readonly #toggled = (event: Event) => {
    this.open = (event.currentTarget as HTMLDetailsElement).open;
  };
}

customElements.define('mw-call', CallRecord);
