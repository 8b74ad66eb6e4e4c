import { type ImportedRow, type ImportTarget, number, Problem } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';

const PAGE = 20;

/** The rows of an import in file order, a page at a time. */
export class ImportedRowsTable extends Element {
  @property({ attribute: false }) taskId = '';
  @property() target = '';
  @state() private rows: ImportedRow[] = [];
  @state() private next: number | null = null;
  @state() private problem: Problem | null = null;

  readonly #targets = new Loading<ImportTarget[]>(this, signal => api.targets(signal));

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('taskId')) return;
    this.rows = [];
    this.next = null;
    void this.#targets.run();
    void this.#more();
  }

  override render(): TemplateResult {
    const columns = this.#columns();
    return html`<div class="stack">
      ${this.problem ? problemBox(this.problem, () => void this.#more()) : nothing}
      ${this.rows.length > 0 && columns.length > 0 ? this.#table(columns) : nothing}
      ${this.next === null ? nothing : html`<div><button class="button slim" @click=${() => void this.#more()}>Show more rows</button></div>`}
    </div>`;
  }

  #table(columns: [string, string][]): TemplateResult {
    return html`<div class="sheet" tabindex="0" role="region" aria-label="Imported rows">
      <table><thead><tr><th class="line" scope="col">Line</th>${columns.map(([, title]) => html`<th scope="col">${title}</th>`)}</tr></thead>
        <tbody>${this.rows.map(
          row =>
            html`<tr><td class="line">${number(row.line)}</td>${columns.map(([name]) => html`<td>${row[name] ?? ''}</td>`)}</tr>`,
        )}</tbody></table></div>`;
  }

  /** The fields that any row fills, by name and title. */
  #columns(): [string, string][] {
    const fields = this.#targets.value?.find(one => one.name === this.target)?.fields ?? [];
    const filled = fields.filter(field => this.rows.some(row => row[field.name] !== null));
    return filled.map(field => [field.name, field.title]);
  }

  async #more(): Promise<void> {
    const id = this.taskId;
    try {
      const page = await api.importedRows(id, this.next ?? 0, PAGE);
      if (id !== this.taskId) return;
      this.rows = [...this.rows, ...page.items];
      this.next = page.next_after;
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-imported-rows', ImportedRowsTable);
