import {
  duration,
  type ImportedRows,
  type ImportResult,
  number,
  Problem,
  type Task,
} from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { icon } from '../parts/icons.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';

/** What an import brought in: the figures, the rows, and what was refused. */
export class ImportResultCard extends Element {
  @property({ attribute: false }) task: Task | undefined;
  @state() private rows: ImportedRows['items'] = [];
  @state() private columns: string[] = [];
  @state() private next: number | null = null;
  @state() private problem: Problem | null = null;

  #shownFor = '';

  override willUpdate(changed: PropertyValues<this>): void {
    const task = this.task;
    if (!changed.has('task') || task?.status !== 'completed' || this.#shownFor === task.id) return;
    this.#shownFor = task.id;
    this.rows = [];
    this.next = 0;
    void this.#more();
  }

  override render(): TemplateResult | typeof nothing {
    const task = this.task;
    if (task?.status !== 'completed') return nothing;
    const result = task.output_data as Partial<ImportResult> | null;
    if (typeof result?.imported !== 'number') return nothing;
    return html`<section class="card" aria-labelledby="result"><h2 id="result">What was imported</h2>
      <dl class="figures">
        <div><dt>rows imported</dt><dd>${number(result.imported)}</dd></div>
        <div><dt>rows skipped</dt><dd>${number(result.skipped ?? 0)}</dd></div>
        ${typeof result.seconds === 'number' ? html`<div><dt>of work</dt><dd>${duration(result.seconds * 1000)}</dd></div>` : nothing}
      </dl>
      <div class="stack">
        ${result.skipped ? this.#rejects(task.id, result.skipped) : nothing}
        ${this.problem ? problemBox(this.problem, () => void this.#more()) : nothing}
        ${this.rows.length > 0 ? this.#table() : nothing}
      </div>
    </section>`;
  }

  #rejects(id: string, skipped: number): TemplateResult {
    return html`<div class="row">
      <a class="button" href=${api.rejectsUrl(id)} download>${icon('download')}Download rejected rows (${number(skipped)})</a>
      <span class="hint">Each with its line and the reason, ready to be mended and imported again.</span></div>`;
  }

  #table(): TemplateResult {
    return html`<div class="sheet" tabindex="0" role="region" aria-label="Imported rows">
      <table><thead><tr><th class="line" scope="col">Line</th>${this.columns.map(column => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${this.rows.map(
          row =>
            html`<tr><td class="line">${number(row.line)}</td>${this.columns.map(column => html`<td>${row.values[column] ?? ''}</td>`)}</tr>`,
        )}</tbody></table></div>
      ${this.next === null ? nothing : html`<div><button class="button slim" @click=${() => void this.#more()}>Show more rows</button></div>`}`;
  }

  async #more(): Promise<void> {
    const id = this.#shownFor;
    try {
      const page = await api.importedRows(id, this.next ?? 0, 20);
      if (id !== this.#shownFor) return;
      this.rows = [...this.rows, ...page.items];
      this.columns = page.columns;
      this.next = page.next_after;
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-import-result', ImportResultCard);
