import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Editing } from './editing.ts';

interface Field {
  name: string;
  label: string;
  type?: string;
  hint?: unknown;
  required?: boolean;
  autocomplete?: string;
  inputmode?: string;
  min?: string;
  step?: string;
  /** The field of the answer that tells what is wrong with it, where that has another name. */
  pointer?: string;
  onchange?: (value: string) => void;
}

/** A line to type into. */
export function line(edit: Editing, of: Field): TemplateResult {
  return around(
    edit,
    of,
    html`<input class="input" id="f-${of.name}" name=${of.name} type=${of.type ?? 'text'} .value=${live(edit.get(of.name))}
      autocomplete=${of.autocomplete ?? 'off'} inputmode=${of.inputmode ?? nothing} min=${of.min ?? nothing} step=${of.step ?? nothing}
      aria-required=${of.required ? 'true' : nothing} spellcheck="false"
      aria-invalid=${edit.wrong(of.pointer ?? of.name) ? 'true' : nothing} aria-describedby=${describedBy(edit, of)}
      @input=${(event: Event) => told(edit, of, event)}>`,
  );
}

/** Several lines. */
export function area(edit: Editing, of: Field): TemplateResult {
  return around(
    edit,
    of,
    html`<textarea class="input" id="f-${of.name}" name=${of.name} rows="3" .value=${live(edit.get(of.name))}
      aria-invalid=${edit.wrong(of.pointer ?? of.name) ? 'true' : nothing} aria-describedby=${describedBy(edit, of)}
      @input=${(event: Event) => told(edit, of, event)}></textarea>`,
  );
}

/** One of some. What was chosen before stays among them, even when it is not offered any more. */
export function choice(
  edit: Editing,
  of: Field & { options: readonly (readonly [string, string])[] },
): TemplateResult {
  const now = edit.get(of.name);
  const options = of.options.some(([value]) => value === now)
    ? of.options
    : [...of.options, [now, now ? 'as before' : '–'] as const];
  return around(
    edit,
    of,
    html`<select class="input" id="f-${of.name}" name=${of.name} aria-required=${of.required ? 'true' : nothing}
      aria-invalid=${edit.wrong(of.pointer ?? of.name) ? 'true' : nothing} aria-describedby=${describedBy(edit, of)}
      @change=${(event: Event) => told(edit, of, event)}>
      ${options.map(([value, words]) => html`<option value=${value} .selected=${live(value === now)}>${words}</option>`)}
    </select>`,
  );
}

export function tick(edit: Editing, of: { name: string; label: string }): TemplateResult {
  return html`<label class="check"><input type="checkbox" name=${of.name} .checked=${live(edit.get(of.name) === 'true')}
    @change=${(event: Event) => edit.set(of.name, String((event.currentTarget as HTMLInputElement).checked))}>${of.label}</label>`;
}

function around(edit: Editing, of: Field, input: TemplateResult): TemplateResult {
  const wrong = edit.wrong(of.pointer ?? of.name);
  return html`<div class="field"><label for="f-${of.name}">${of.label}${of.required ? html` <span class="muted" aria-hidden="true">*</span>` : nothing}</label>
    ${input}
    <span id="f-${of.name}-more" class=${wrong ? 'wrong' : 'hint'}>${wrong ?? of.hint ?? nothing}</span></div>`;
}

function describedBy(edit: Editing, of: Field): string | typeof nothing {
  return edit.wrong(of.pointer ?? of.name) || of.hint ? `f-${of.name}-more` : nothing;
}

function told(edit: Editing, of: Field, event: Event): void {
  const { value } = event.currentTarget as HTMLInputElement;
  edit.set(of.name, value);
  of.onchange?.(value);
}
