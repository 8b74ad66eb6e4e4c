import { type ImportTarget, type NewTask, Problem, randomKey, type Upload } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { go, moved, place, withParameters } from '../router.ts';
import { api } from '../session.ts';
import type { Address } from './address-form.ts';
import './choose-file.ts';
import './mapping-form.ts';
import './sending.ts';

/** The longest name that a task takes for what it is about. */
const LONGEST_ID = 200;

/** The way of a file into the database: choose, check, go. The file is kept as soon as it is chosen. */
export class ImportPage extends Element {
  @state() private file: File | null = null;
  @state() private failed: Problem | null = null;
  @state() private creating = false;

  readonly #targets = new Loading<ImportTarget[]>(this, signal => api.targets(signal));
  readonly #upload = new Loading<Upload>(this, signal => api.knownUpload(this.#uploadId, signal));
  /** One key per attempt of the user: a second press of the button is the same task. */
  #key = randomKey();
  #uploadId = '';

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Import · Meanwhile';
    void this.#targets.run();
    this.#located();
    this.whileConnected(moved.listen(() => this.#located()));
  }

  override render(): TemplateResult {
    const checking = Boolean(this.#uploadId);
    return html`<div class="page">
      <div class="page-head"><h1>Import a file</h1></div>
      <ol class="steps">
        <li aria-current=${checking ? nothing : 'step'}>Choose</li>
        <li aria-current=${checking ? 'step' : nothing}>Check</li>
        <li>Watch, or leave</li>
      </ol>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${this.#targets.problem ? problemBox(this.#targets.problem, () => void this.#targets.run()) : nothing}
      ${checking ? this.#check() : this.#choose()}
    </div>`;
  }

  #choose(): TemplateResult {
    if (this.file) {
      return html`<mw-sending .file=${this.file} @mw-sent=${this.#sent} @mw-stopped=${this.#stopped}></mw-sending>`;
    }
    return html`<mw-choose-file .targets=${this.#targets.value ?? []} ?busy=${this.creating}
      @mw-file=${this.#chosen} @mw-address=${this.#addressGiven}></mw-choose-file>`;
  }

  #check(): TemplateResult {
    const { value: upload, problem } = this.#upload;
    const another = html`<div><a class="button" href="/import">Choose another file</a></div>`;
    if (problem) return html`${problemBox(problem, () => void this.#upload.run())}${another}`;
    if (this.#targets.problem) return another;
    if (!upload || !this.#targets.value) return html`<div class="card">${skeleton(6)}</div>`;
    return html`<mw-mapping-form .upload=${upload} .targets=${this.#targets.value} ?busy=${this.creating}
      @mw-import=${this.#importAsked}></mw-mapping-form>`;
  }

  /** The address says which upload is being checked, so a reload loses nothing. */
  #located(): void {
    const id = place().search.get('upload') ?? '';
    if (id === this.#uploadId) return;
    this.#uploadId = id;
    this.file = null;
    this.failed = null;
    this.#key = randomKey();
    if (id && this.#upload.value?.id !== id) {
      this.#upload.clear();
      void this.#upload.run();
    }
    this.requestUpdate();
  }

  readonly #chosen = (event: CustomEvent<File>) => {
    this.failed = null;
    this.file = event.detail;
  };

  readonly #stopped = () => {
    this.file = null;
  };

  readonly #sent = (event: CustomEvent<Upload>) => {
    this.#upload.value = event.detail;
    go(withParameters({ upload: event.detail.id }));
  };

  readonly #addressGiven = (event: CustomEvent<Address>) => {
    const { url, source, target, label } = event.detail;
    void this.#create({
      task_type: 'data_import',
      entity_type: 'address',
      entity_id: url.slice(0, LONGEST_ID),
      entity_label: label,
      input_data: { source_type: source, file_url: url, target },
    });
  };

  readonly #importAsked = (event: CustomEvent<NewTask['input_data']>) => {
    const upload = this.#upload.value;
    if (!upload) return;
    void this.#create({
      task_type: 'data_import',
      entity_type: 'upload',
      entity_id: upload.id,
      entity_label: upload.name,
      input_data: event.detail,
    });
  };

  async #create(task: NewTask): Promise<void> {
    this.creating = true;
    try {
      const created = await api.create(task, this.#key);
      go(`/tasks/${created.id}`);
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
      // What was refused may be mended: the next press is another request.
      if (!this.failed.transient) this.#key = randomKey();
      scrollTo(0, 0);
    } finally {
      this.creating = false;
    }
  }
}

customElements.define('mw-import-page', ImportPage);
