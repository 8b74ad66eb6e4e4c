import type { Preview } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';

/** How the file is to be read. */
export interface Found {
  encoding: string;
  separator: string;
  header: 'true' | 'false';
}

const ENCODINGS = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'windows-1252'];
const SEPARATORS: [string, string][] = [
  [',', 'Comma ( , )'],
  [';', 'Semicolon ( ; )'],
  ['\t', 'Tab'],
  ['|', 'Bar ( | )'],
];

/** What was found out about a file; each finding can be overruled. */
export function foundFields(preview: Preview, change: (change: Partial<Found>) => void): TemplateResult {
  const value = (event: Event) => (event.currentTarget as HTMLSelectElement).value;
  const checked = (event: Event) => (event.currentTarget as HTMLInputElement).checked;
  if (preview.source_type !== 'csv') {
    return html`<p class="muted">One JSON object per line${preview.encoding ? `, in ${preview.encoding}` : ''}.</p>`;
  }
  return html`<div class="found">
    <div class="field"><label for="encoding">Encoding</label>
      <select id="encoding" class="input" @change=${(event: Event) => change({ encoding: value(event) })}>
        ${options(
          ENCODINGS.map(name => [name, name]),
          preview.encoding,
        )}</select></div>
    <div class="field"><label for="separator">Columns are separated by</label>
      <select id="separator" class="input" @change=${(event: Event) => change({ separator: value(event) })}>
        ${options(SEPARATORS, preview.separator)}</select></div>
    <label class="check"><input type="checkbox" .checked=${preview.first_row_is_header}
      @change=${(event: Event) => change({ header: checked(event) ? 'true' : 'false' })}>The first row holds the names</label>
  </div>`;
}

/** The usual choices, and what was found if it is none of them. */
function options(usual: [string, string][], found: string | null): TemplateResult[] {
  const same = (value: string) => value.toLowerCase() === found?.toLowerCase();
  const all = found && !usual.some(([value]) => same(value)) ? [...usual, [found, found] as const] : usual;
  return all.map(([value, words]) => html`<option value=${value} .selected=${same(value)}>${words}</option>`);
}
