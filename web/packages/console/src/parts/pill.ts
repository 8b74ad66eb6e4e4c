import { type Label, labelOf, type Task } from '@meanwhile/client';
import { shapeOf } from '@meanwhile/widgets';
import { html, type TemplateResult } from 'lit';
import { drawing } from './icons.ts';

/** The state of a task as icon, word and colour. Not a live region: a list holds fifty of them. */
export function pill(task: Task): TemplateResult {
  const label: Label = labelOf(task);
  return html`<span class="pill ${label.replace(' ', '-')}">${drawing(shapeOf(label))}${capital(label)}</span>`;
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
