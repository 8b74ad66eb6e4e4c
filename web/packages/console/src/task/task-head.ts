import {
  duration,
  elapsed,
  hasEnded,
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
import { icon } from '../parts/icons.ts';
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
      ${task.waiting_reason ? html`<p class="notice waits">${icon('clock')}<span>${task.waiting_reason.sentence}</span></p>` : nothing}
      ${task.dismissed_at ? html`<p class="notice">Dismissed <mw-ago at=${task.dismissed_at}></mw-ago>${task.dismiss_reason ? html`: ${task.dismiss_reason}` : '.'}</p>` : nothing}
      ${this.#progress(task)}
      <dl class="facts">
        <div><dt>Type</dt><dd>${title}</dd></div>
        <div><dt>Handed over</dt><dd><mw-ago at=${task.created_at}></mw-ago></dd></div>
        ${this.#time(task)}
        ${this.#usually(task)}
        ${task.parent_id ? html`<div><dt>Part of</dt><dd><a href="/tasks/${task.parent_id}">another task</a></dd></div>` : nothing}
        ${task.rerun_of ? html`<div><dt>Runs again</dt><dd><a href="/tasks/${task.rerun_of}">an earlier task</a></dd></div>` : nothing}
        ${task.audit_log_id ? html`<div><dt>Asked for</dt><dd><a href="/audit/${task.audit_log_id}">by whom, and what came of it</a></dd></div>` : nothing}
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

  #usually(task: Task): TemplateResult | typeof nothing {
    const estimate = task.estimate;
    if (!estimate || hasEnded(task)) return nothing;
    const ms = task.status === 'processing' ? elapsed(task, Date.now()) : null;
    const longer = ms !== null && ms > estimate.p90_seconds * 1000;
    return html`<div><dt>Takes</dt><dd>${estimate.usually}${longer ? html` · <strong class="longer">longer than usual</strong>` : nothing}</dd></div>`;
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
