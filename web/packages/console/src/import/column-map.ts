import type { ImportTarget, Preview, TargetField } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { type Mapping, sample } from './mapping.ts';

/** Field by field, the column that goes into it. Fires `mw-mapping`. */
export class ColumnMap extends Element {
  @property({ attribute: false }) target: ImportTarget | undefined;
  @property({ attribute: false }) preview: Preview | undefined;
  @property({ attribute: false }) mapping: Mapping = {};
  /** Whether missing columns are marked as wrong already. */
  @property({ type: Boolean }) strict = false;

  override render(): TemplateResult | typeof nothing {
    const { target, preview } = this;
    if (!target || !preview) return nothing;
    return html`<table class="table mapping" role="table" aria-label="Columns for each field">
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Field</th><th role="columnheader" scope="col">Column of the file</th>
        <th role="columnheader" scope="col">For example</th></tr></thead>
      <tbody role="rowgroup">${target.fields.map(field => this.#row(field, preview))}</tbody>
    </table>`;
  }

  #row(field: TargetField, preview: Preview): TemplateResult {
    const column = this.mapping[field.name];
    const lacking = field.required && !column;
    return html`<tr role="row">
      <td role="cell"><label for="column-${field.name}">${field.title}</label> ${field.required ? html`<span class="needed">required</span>` : nothing}</td>
      <td role="cell"><select id="column-${field.name}" class="input" aria-required=${field.required} aria-invalid=${this.strict && lacking}
          @change=${(event: Event) => this.#choose(field, (event.currentTarget as HTMLSelectElement).value)}>
          <option value="" .selected=${!column}>${field.required ? 'Choose a column' : '– leave empty –'}</option>
          ${preview.header.map(name => html`<option value=${name} .selected=${name === column}>${name}</option>`)}
        </select></td>
      <td role="cell" class="sample">${sample(preview, column)}</td>
    </tr>`;
  }

  #choose(field: TargetField, column: string): void {
    const detail: Record<string, string> = { ...this.mapping };
    if (column) detail[field.name] = column;
    else delete detail[field.name];
    this.dispatchEvent(new CustomEvent('mw-mapping', { detail, bubbles: true }));
  }
}

customElements.define('mw-column-map', ColumnMap);
