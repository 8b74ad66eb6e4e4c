import type { Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';

/** What failed, why, and what to do; technical detail folded below. */
export function failure(task: Task): TemplateResult | typeof nothing {
  const failed = task.status === 'failed' || task.status === 'timeout';
  const details = task.error_details;
  if (!failed || !(task.error_message || details)) return nothing;
  return html`<section class="problem" aria-labelledby="failure">
    ${icon('alert')}
    <div class="body">
      <h2 id="failure">${heading(task)}</h2>
      ${details?.what || details?.why || details?.advice ? parts(task) : html`<p>${task.error_message}</p>`}
      ${details?.detail ? html`<details><summary>Technical detail${details.code ? ` (${details.code})` : ''}</summary><pre tabindex="0">${details.detail}</pre></details>` : nothing}
    </div>
  </section>`;
}

function heading(task: Task): string {
  if (task.dismissed_at) return 'Why it failed';
  return task.next_retry_at ? 'Why it is tried again' : 'Why it needs attention';
}

function parts(task: Task): TemplateResult {
  const { what, why, advice } = task.error_details ?? {};
  const rows: [string, string | undefined][] = [
    ['What failed', what],
    ['Why', why],
    ['What to do', advice],
  ];
  return html`<dl class="parts">${rows.map(([name, text]) => (text ? html`<div><dt>${name}</dt><dd>${sentence(text)}</dd></div>` : nothing))}</dl>`;
}

/** Parts of a failure are written to stand inside one; here each stands alone. */
function sentence(text: string): string {
  const part = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(part) ? part : `${part}.`;
}
