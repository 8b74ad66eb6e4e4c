import { duration, hasEnded, type ImportState, number, type Task } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { icon } from '../parts/icons.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';
import './imported-rows.ts';

/** What an import brought in, also when it was stopped on the way: the figures, the rows, and what was refused. */
export class ImportResultCard extends Element {
  @property({ attribute: false }) task: Task | undefined;

  readonly #state = new Loading<ImportState>(this, signal => api.importState(this.task?.id ?? '', signal));
  #readFor = '';

  override willUpdate(changed: PropertyValues<this>): void {
    const task = this.task;
    if (!changed.has('task') || !task) return;
    const end = hasEnded(task) ? `${task.id} ${task.version}` : '';
    if (end === this.#readFor) return;
    this.#readFor = end;
    this.#state.clear();
    if (end) void this.#state.run();
  }

  override render(): TemplateResult | typeof nothing {
    const task = this.task;
    const { value: state, problem } = this.#state;
    // An import that never opened its source has nothing to show; its failure is told above.
    if (!task || problem?.status === 404) return nothing;
    if (problem) return problemBox(problem, () => void this.#state.run());
    if (!state) return nothing;
    const seconds = task.output_data?.seconds;
    return html`<section class="card" aria-labelledby="result"><h2 id="result">What was imported</h2>
      <dl class="figures">
        <div><dt>rows imported</dt><dd>${number(state.imported)}</dd></div>
        <div><dt>rows skipped</dt><dd>${number(state.skipped)}</dd></div>
        ${this.#left(state)}
        ${typeof seconds === 'number' ? html`<div><dt>from begin to end</dt><dd>${duration(seconds * 1000)}</dd></div>` : nothing}
      </dl>
      <div class="stack">
        ${task.status === 'completed' ? nothing : html`<p>${state.sentence}</p>`}
        ${state.skipped > 0 ? this.#rejects(task.id, state.skipped) : nothing}
        ${state.imported > 0 ? html`<mw-imported-rows .taskId=${task.id} target=${state.target}></mw-imported-rows>` : nothing}
      </div>
    </section>`;
  }

  #left(state: ImportState): TemplateResult | typeof nothing {
    const left = (state.total ?? state.done) - state.done;
    return left > 0 ? html`<div><dt>rows not reached</dt><dd>${number(left)}</dd></div>` : nothing;
  }

  #rejects(id: string, skipped: number): TemplateResult {
    return html`<div class="row">
      <a class="button" href=${api.rejectsUrl(id)} download>${icon('download')}Download rejected rows (${number(skipped)})</a>
      <span class="hint">Each with its line and the reason, ready to be mended and imported again.</span></div>`;
  }
}

customElements.define('mw-import-result', ImportResultCard);
