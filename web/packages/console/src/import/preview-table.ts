import type { Preview } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';

/** The first rows of a file, as they will be read. */
export function previewTable(preview: Preview): TemplateResult {
  if (preview.rows.length === 0) {
    return html`<p class="notice">The file has names of columns, but no row below them.</p>`;
  }
  return html`<div class="sheet" tabindex="0" role="region" aria-label="First rows of the file">
    <table><thead><tr>${preview.header.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
      <tbody>${preview.rows.slice(0, 5).map(row => html`<tr>${preview.header.map((_, index) => html`<td>${row[index] ?? ''}</td>`)}</tr>`)}</tbody>
    </table></div>`;
}
