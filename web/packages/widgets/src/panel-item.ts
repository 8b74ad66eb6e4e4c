import { labelOf, nameOf, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { ago, SAY } from './say.ts';
import './task-line.ts';

export interface ItemDeeds {
  retry(task: Task): void;
  dismiss(task: Task): void;
  open(task: Task): void;
  mute(task: Task): void;
}

/** A task in the panel: what it is, how it goes, and what can be done about it. */
export function panelItem(
  task: Task,
  fresh: boolean,
  muted: boolean,
  deeds: ItemDeeds | null,
  open: (task: Task) => void,
): TemplateResult {
  const name = nameOf(task);
  const failed = labelOf(task) === 'needs attention';
  return html`<li class=${fresh ? 'new' : ''} part="item">
    <div class="top"><span class="name" part="name">${name}${fresh ? html`<span class="said"> (new)</span>` : nothing}</span>
      <span class="muted">${[SAY.attempt(task), ago(task.processing_completed_at ?? task.created_at, Date.now())].filter(Boolean).join(' · ')}</span></div>
    <mw-task-line exportparts="line,icon,label,sentence,meter,progress,count,time" .task=${task}></mw-task-line>
    <div class="row" part="actions">
      ${failed && deeds ? failedActions(task, name, deeds) : nothing}
      <button class="plain" part="open" aria-label=${SAY.openOf(name)} @click=${() => open(task)}>${SAY.open}</button>
      ${failed && deeds ? html`<button class="plain" part="mute" aria-label=${muted ? SAY.unmuteType(task.task_type) : SAY.muteType(task.task_type)} title=${muted ? SAY.unmuteType(task.task_type) : SAY.muteType(task.task_type)} @click=${() => deeds.mute(task)}>${SAY.muteLong(muted)}</button>` : nothing}
    </div>
  </li>`;
}

function failedActions(task: Task, name: string, deeds: ItemDeeds): TemplateResult {
  return html`<button part="retry" aria-label=${SAY.retryOf(name)} @click=${() => deeds.retry(task)}>${SAY.retry}</button>
    <button part="dismiss" aria-label=${SAY.dismissOf(name)} @click=${() => deeds.dismiss(task)}>${SAY.dismiss}</button>`;
}
