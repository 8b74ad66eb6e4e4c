import {
  duration,
  elapsed,
  nameOf,
  number,
  percent,
  sentenceOf,
  type Task,
  wholeDuration,
} from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import '../parts/ago.ts';
import { pill } from '../parts/pill.ts';
import { titleOf } from '../titles.ts';

/** Who a task is and how it goes right now. */
export class TaskHead extends Element {
  @property({ attribute: false }) task: Task | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = setInterval(() => {
      const ticking = this.task?.status === 'processing' || this.task?.next_retry_at;
      if (ticking && document.visibilityState === 'visible') this.requestUpdate();
    }, 1000);
    this.whileConnected(() => clearInterval(timer));
  }

  override render(): TemplateResult | typeof nothing {
    const task = this.task;
    if (!task) return nothing;
    const title = titleOf(task.task_type);
    return html`<div class="task-head">
      <div class="title"><h1>${nameOf(task, title)}</h1>${pill(task)}</div>
      <p class="sentence">${sentenceOf(task)}</p>
      ${this.#progress(task)}
      <dl class="facts">
        <div><dt>Type</dt><dd>${title}</dd></div>
        <div><dt>Handed over</dt><dd><mw-ago at=${task.created_at}></mw-ago></dd></div>
        ${this.#time(task)}
        ${task.attempt > 1 ? html`<div><dt>Attempt</dt><dd>${task.attempt}</dd></div>` : nothing}
        <div><dt>Id</dt><dd><code>${task.id.slice(-8)}</code></dd></div>
      </dl>
    </div>`;
  }

  #progress(task: Task): TemplateResult | typeof nothing {
    const { progress_done: done, progress_total: total } = task;
    if (task.status !== 'processing' || !total || done === null) return nothing;
    const unit = task.task_type === 'data_import' ? ' rows' : '';
    return html`<div class="progress">
      <progress max=${total} .value=${Math.min(done, total)} aria-label="Progress"></progress>
      <div class="words"><span>${number(done)} of ${number(total)}${unit}</span>
        <span>${percent(done, total)}</span></div>
    </div>`;
  }

  #time(task: Task): TemplateResult | typeof nothing {
    if (task.next_retry_at) {
      const left = Date.parse(task.next_retry_at) - Date.now();
      const words = left > 0 ? `in ${wholeDuration(left)}` : 'any moment';
      return html`<div><dt>Next try</dt><dd>${words} (${task.retry_count} of ${task.max_retries} used)</dd></div>`;
    }
    const ms = elapsed(task, Date.now());
    if (ms === null) return nothing;
    return html`<div><dt>${task.processing_completed_at ? 'Took' : 'Running for'}</dt><dd>${task.processing_completed_at ? duration(ms) : wholeDuration(ms)}</dd></div>`;
  }
}

customElements.define('mw-task-head', TaskHead);
