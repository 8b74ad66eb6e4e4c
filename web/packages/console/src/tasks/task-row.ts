import { duration, elapsed, nameOf, number, sentenceOf, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import '../parts/ago.ts';
import { pill } from '../parts/pill.ts';
import { titleOf } from '../titles.ts';

export interface RowActions {
  cancel: (task: Task) => void;
  dismiss: (task: Task) => void;
  retry: (task: Task) => void;
}

/** A task as a row of the list. */
export function taskRow(task: Task, actions: RowActions): TemplateResult {
  const title = titleOf(task.task_type);
  const name = nameOf(task, title);
  return html`<tr role="row">
    <td class="what" role="cell"><a href="/tasks/${task.id}">${name}</a>
      <small>${title === name ? nothing : html`${title} · `}<mw-ago at=${task.created_at}></mw-ago></small></td>
    <td class="state" role="cell">${pill(task)}</td>
    <td class="now" role="cell">${sentenceOf(task)} ${progress(task)}</td>
    <td class="acts" role="cell">
      ${task.actions.includes('cancel') ? html`<button class="button slim" aria-label="Cancel ${name}" @click=${() => actions.cancel(task)}>Cancel</button>` : nothing}
      ${task.actions.includes('retry') ? html`<button class="button slim" aria-label="Retry ${name}" @click=${() => actions.retry(task)}>Retry</button>` : nothing}
      ${task.actions.includes('dismiss') ? html`<button class="button slim" aria-label="Dismiss ${name}" @click=${() => actions.dismiss(task)}>Dismiss</button>` : nothing}
    </td>
  </tr>`;
}

function progress(task: Task): TemplateResult | typeof nothing {
  const { progress_done: done, progress_total: total } = task;
  if (task.status === 'processing' && total && done !== null) {
    return html`<progress max=${total} .value=${Math.min(done, total)} aria-label="Progress"></progress>
      <small>${number(done)} of ${number(total)}</small>`;
  }
  if (task.next_retry_at) {
    return html`<small>Again <mw-ago at=${task.next_retry_at}></mw-ago></small>`;
  }
  const ms = task.processing_completed_at ? elapsed(task, 0) : null;
  return ms === null ? nothing : html`<small>took ${duration(ms)}</small>`;
}
