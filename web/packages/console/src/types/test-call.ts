import { Problem, type TestCall } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { icon } from '../parts/icons.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';
import { objectOf } from './words.ts';

/** Calls the webhook of a type as a test, and tells what came of it. Fires `mw-called`. */
export class TestCallForm extends Element {
  @property() type = '';
  @state() private wrong = '';
  @state() private busy = false;
  @state() private result: TestCall | null = null;
  @state() private problem: Problem | null = null;

  override render(): TemplateResult {
    return html`<p>Calls the webhook once, signed like any other call and with <code>"test": true</code>. No task is made. Whether the other
        side does anything is up to it; a report to its callback address is answered 410.</p>
      <form class="form" @submit=${this.#submit} novalidate>
        <div class="field"><label for="test-input">Input <span class="hint">(JSON, may be left out)</span></label>
          <textarea class="input code" id="test-input" rows="3" spellcheck="false" aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby="test-wrong"></textarea>
          <span class="wrong" id="test-wrong">${this.wrong}</span></div>
        <div class="row"><button class="button" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? 'Waiting for an answer…' : 'Make a test call'}</button></div>
      </form>
      <div role="status">${this.result ? this.#told(this.result) : nothing}</div>
      ${this.problem ? problemBox(this.problem) : nothing}`;
  }

  #told(result: TestCall): TemplateResult {
    return html`<div class="notice told"><span class="pill ${result.good ? 'done' : 'needs-attention'}">${icon(result.good ? 'check' : 'alert')}${
      result.good ? 'It works' : result.reached ? 'It answered, but not well' : 'No answer'
    }</span>${result.sentences.map(one => html`<p>${one}</p>`)}</div>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const area = this.querySelector('textarea');
    const input = objectOf(area?.value ?? '');
    this.wrong = typeof input === 'string' ? input : '';
    if (this.wrong) {
      area?.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    this.result = null;
    try {
      const path = `/api/types/${encodeURIComponent(this.type)}/calls`;
      this.result = await api.ask<TestCall>('POST', path, { input_data: input });
      this.dispatchEvent(new CustomEvent('mw-called'));
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
    this.busy = false;
  };
}

customElements.define('mw-test-call', TestCallForm);
