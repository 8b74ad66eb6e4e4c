import { nameOf, Problem, sentenceOf, type Task } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { dismissTask, retryTask } from '../acting.ts';
import { Element } from '../element.ts';
import '../parts/ago.ts';
import { problemBox } from '../parts/problem.ts';
import { wordOf } from './entity-tasks.ts';

/** Tasks that need a person, each with its sentence and what can be done. */
export class Needing extends Element {
  @property({ attribute: false }) tasks: readonly Task[] = [];
  @state() private failed: Problem | null = null;

  override render(): TemplateResult {
    return html`${this.failed ? problemBox(this.failed) : ''}
      <ul class="lines">${this.tasks.map(task => {
        const name = nameOf(task, wordOf(task.task_type));
        return html`<li><div class="name"><a href="/tasks/${task.id}">${name}</a><mw-ago class="muted small nowrap" at=${task.processing_completed_at ?? task.created_at}></mw-ago></div>
          <p><span class="tag">${wordOf(task.task_type)}</span> ${sentenceOf(task)}</p>
          <div class="buttons">
            ${task.actions.includes('retry') ? html`<button class="button slim" aria-label="Retry ${wordOf(task.task_type)} of ${name}" @click=${() => this.#act(retryTask(task))}>Retry</button>` : ''}
            ${task.actions.includes('dismiss') ? html`<button class="button slim" aria-label="Dismiss ${wordOf(task.task_type)} of ${name}" @click=${() => this.#act(dismissTask(task))}>Dismiss</button>` : ''}
          </div></li>`;
      })}</ul>`;
  }

  async #act(action: Promise<unknown>): Promise<void> {
    try {
      await action;
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
  }
}

export function needing(tasks: readonly Task[], none: string): TemplateResult {
  return tasks.length === 0
    ? html`<p class="muted">${none}</p>`
    : html`<mw-needing .tasks=${tasks}></mw-needing>`;
}

customElements.define('mw-needing', Needing);
