import { Problem, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';
import { objectOf } from './words.ts';

/** Makes a real task of a type, with an input somebody types. */
export class SendTask extends Element {
  @property() type = '';
  @state() private wrong = '';
  @state() private busy = false;
  @state() private made: Task | null = null;
  @state() private problem: Problem | null = null;

  override render(): TemplateResult {
    return html`<p>Makes a real task, as any program could. It is done, and it shows up in the list.</p>
      <form class="form" @submit=${this.#submit} novalidate>
        <div class="field"><label for="task-input">Input <span class="hint">(JSON)</span></label>
          <textarea class="input code" id="task-input" rows="6" spellcheck="false" aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby="task-wrong">{}</textarea>
          <span class="wrong" id="task-wrong">${this.wrong}</span></div>
        <div class="row"><button class="button primary" aria-disabled=${this.busy ? 'true' : 'false'}>Send the task</button></div>
      </form>
      <div role="status">${
        this.made
          ? html`<p class="notice">It has been taken: <a href="/tasks/${this.made.id}">see how it goes</a>.</p>`
          : nothing
      }</div>
      ${this.problem ? problemBox(this.problem) : nothing}`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.busy) return;
    const area = this.querySelector('textarea');
    const input = objectOf(area?.value ?? '');
    this.wrong = typeof input === 'string' ? input : '';
    if (typeof input === 'string') {
      area?.focus();
      return;
    }
    this.busy = true;
    this.problem = null;
    this.made = null;
    try {
      this.made = await api.ask<Task>('POST', '/api/tasks', { task_type: this.type, input_data: input });
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
    this.busy = false;
  };
}

customElements.define('mw-send-task', SendTask);
