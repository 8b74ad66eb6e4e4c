import type { Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';

/** A labelled line to type into, with what is wrong with it. */
export function field(of: {
  name: string;
  label: string;
  value?: string | null;
  type?: string;
  autocomplete?: string;
  required?: boolean;
  hint?: string;
  problem?: Problem | null;
}): TemplateResult {
  const wrong = of.problem?.errors.find(error => error.pointer === `/${of.name}`)?.message;
  const id = `field-${of.name}`;
  return html`<div class="field"><label for=${id}>${of.label}</label>
    <input class="input" id=${id} name=${of.name} type=${of.type ?? 'text'} .value=${of.value ?? ''}
      autocomplete=${of.autocomplete ?? 'off'} ?required=${of.required} spellcheck="false" autocapitalize="none"
      aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong || of.hint ? `${id}-more` : nothing}>
    ${wrong || of.hint ? html`<p class=${wrong ? 'wrong' : 'hint'} id="${id}-more">${wrong ?? of.hint}</p>` : nothing}
  </div>`;
}

/** What was typed into a form. */
export function values(event: SubmitEvent): Record<string, string> {
  const form = new FormData(event.currentTarget as HTMLFormElement);
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
}

export const ROLES = ['admin', 'supervisor', 'booking_agent', 'driver', 'client'] as const;

export function roleWord(role: string): string {
  return role.replace('_', ' ');
}

export const PASSWORD_HINT =
  'At least 8 characters. A few words that do not belong together are easy to keep.';
