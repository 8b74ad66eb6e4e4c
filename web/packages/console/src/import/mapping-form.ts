import { bytes, type ImportTarget, number, type Preview, type Upload } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api } from '../session.ts';
import './column-map.ts';
import { type Found, foundFields } from './found-fields.ts';
import { type Mapping, missing, suggest, unused } from './mapping.ts';
import { previewTable } from './preview-table.ts';

/** What was found in a file, and where its columns go. Fires `mw-import` with the input of the task. */
export class MappingForm extends Element {
  @property({ attribute: false }) upload: Upload | undefined;
  @property({ attribute: false }) targets: readonly ImportTarget[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private target: ImportTarget | undefined;
  @state() private mapping: Mapping = {};
  @state() private asked = false;

  /** What the user set against what was found. */
  #chosen: Partial<Found> = {};
  readonly #preview = new Loading<Preview>(this, signal =>
    api.preview({ upload_id: this.upload?.id ?? '', target: this.target?.name, ...this.#chosen }, signal),
  );

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('upload') || !this.upload) return;
    this.#chosen = {};
    this.target = undefined;
    this.#preview.clear();
    void this.#look();
  }

  override render(): TemplateResult {
    const { value: preview, problem } = this.#preview;
    return html`<div class="stack">
      ${problem ? problemBox(problem, problem.transient ? () => void this.#look() : undefined) : nothing}
      ${preview ? this.#form(preview) : problem ? nothing : html`<div class="card">${skeleton(8)}</div>`}
      ${problem ? html`<div><a class="button" href="/import">Choose another file</a></div>` : nothing}
    </div>`;
  }

  #form(preview: Preview): TemplateResult {
    const wrong = this.target ? obstacle(this.target, this.mapping) : '';
    const left = unused(preview, this.mapping);
    return html`<form class="stack" @submit=${this.#submit} novalidate>
      <section class="card" aria-labelledby="found">
        <h2 id="found">${this.upload?.name} <span class="muted small">${bytes(preview.size)}, ${number(preview.total)} rows</span></h2>
        <div class="stack">${foundFields(preview, this.#changed)} ${previewTable(preview)}</div>
      </section>
      <section class="card" aria-labelledby="where">
        <div class="row spread"><h2 id="where">Where it goes</h2>
          <div class="field"><label for="target" class="visually-hidden">Import into</label>
            <select id="target" class="input" @change=${this.#targetChosen}>
              ${this.targets.map(one => html`<option value=${one.name} .selected=${one === this.target}>${one.title}</option>`)}
            </select></div></div>
        ${
          this.target
            ? html`<mw-column-map .target=${this.target} .preview=${preview} .mapping=${this.mapping} ?strict=${this.asked}
              @mw-mapping=${this.#mapped}></mw-column-map>`
            : nothing
        }
        ${left.length > 0 ? html`<p class="hint">Left out: ${left.join(', ')}.</p>` : nothing}
      </section>
      ${this.asked && wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="row">
        <button class="button primary big" ?disabled=${this.busy || this.#preview.busy}>${this.busy ? 'Handing it over…' : 'Import'}</button>
        <a class="button" href="/import">Choose another file</a>
        <span class="hint grow">You are answered at once; the work goes on in the background.</span>
      </div>
    </form>`;
  }

  async #look(): Promise<void> {
    const preview = await this.#preview.run();
    if (!preview) return;
    const name = this.target?.name ?? preview.suggested_target;
    this.#aim(this.targets.find(one => one.name === name) ?? this.targets[0], preview);
  }

  #aim(target: ImportTarget | undefined, preview: Preview): void {
    this.target = target;
    this.mapping = target ? suggest(target, preview) : {};
    this.asked = false;
  }

  readonly #changed = (change: Partial<Found>) => {
    this.#chosen = { ...this.#chosen, ...change };
    void this.#look();
  };

  readonly #targetChosen = (event: Event) => {
    const name = (event.currentTarget as HTMLSelectElement).value;
    this.target = this.targets.find(one => one.name === name);
    void this.#look();
  };

  readonly #mapped = (event: CustomEvent<Mapping>) => {
    this.mapping = event.detail;
  };

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const preview = this.#preview.value;
    this.asked = true;
    if (!preview || !this.target || this.busy) return;
    if (obstacle(this.target, this.mapping)) {
      this.querySelector<HTMLElement>('[aria-invalid="true"], .mapping select')?.focus();
      return;
    }
    const { encoding, separator, quote, source_type } = preview;
    const mapping_config = {
      columns: this.mapping,
      encoding,
      separator,
      quote,
      header: preview.first_row_is_header,
    };
    const detail = { source_type, upload_id: this.upload?.id, target: this.target.name, mapping_config };
    this.dispatchEvent(new CustomEvent('mw-import', { detail, bubbles: true }));
  };
}

/** What keeps the import from starting, in words; empty when nothing does. */
function obstacle(target: ImportTarget, mapping: Mapping): string {
  const lacking = missing(target, mapping).map(field => field.title);
  if (lacking.length > 0) return `Choose a column for ${lacking.join(', ')} first.`;
  return Object.keys(mapping).length > 0 ? '' : 'Choose a column for at least one field first.';
}

customElements.define('mw-mapping-form', MappingForm);
