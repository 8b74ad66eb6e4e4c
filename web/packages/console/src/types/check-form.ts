import { type Judged, Problem, type SignedMessage } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { icon } from '../parts/icons.ts';
import { problemBox } from '../parts/problem.ts';
import { field, values } from '../people/forms.ts';
import { api } from '../session.ts';

/** Asks the server whether a signature fits; the secret stays there. */
export class CheckForm extends Element {
  @property() type = '';
  @state() private judged: Judged | null = null;
  @state() private problem: Problem | null = null;

  override render(): TemplateResult {
    return html`<form class="form" @submit=${this.#submit}>
        ${field({ name: 'id', label: 'webhook-id' })}
        ${field({ name: 'timestamp', label: 'webhook-timestamp' })}
        ${field({ name: 'signature', label: 'webhook-signature' })}
        <div class="field"><label for="check-body">Body, as it was sent</label>
          <textarea class="input code" id="check-body" name="body" rows="4" spellcheck="false"></textarea></div>
        <div class="row"><button class="button">Check it</button></div>
      </form>
      <div role="status">${this.judged ? this.#told(this.judged) : nothing}</div>
      ${this.problem ? problemBox(this.problem) : nothing}`;
  }

  #told(judged: Judged): TemplateResult {
    return html`<div class="notice told"><span class="pill ${judged.fits ? 'done' : 'needs-attention'}">${icon(judged.fits ? 'check' : 'alert')}${judged.fits ? 'It fits' : 'It does not fit'}</span>
      <p>${judged.sentence}</p>${judged.advice ? html`<p>${judged.advice}</p>` : nothing}</div>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = values(event) as unknown as SignedMessage;
    // Forms send line breaks as CR LF; most bodies have none of the kind.
    const body = typed.body.replaceAll('\r\n', '\n');
    try {
      const path = `/api/types/${encodeURIComponent(this.type)}/signature`;
      this.judged = await api.ask<Judged>('POST', path, { ...typed, body });
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
      this.judged = null;
    }
  };
}

customElements.define('mw-check-signature', CheckForm);
