import type { ImportTarget } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { icon } from '../parts/icons.ts';
import './address-form.ts';

/** Takes a file, dropped or chosen, or an address. Fires `mw-file`. */
export class ChooseFile extends Element {
  @property({ attribute: false }) targets: readonly ImportTarget[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private over = false;
  @state() private wrong = '';

  override render(): TemplateResult {
    return html`<div class="stack">
      <label class="drop ${this.over ? 'over' : ''}" @dragover=${this.#dragged} @dragleave=${this.#left} @drop=${this.#dropped}>
        ${icon('upload')}
        <strong>Drop a file here, or choose one</strong>
        <span class="hint">CSV with any separator and encoding, or one JSON object per line. It is sent at once; nothing is imported before you say so.</span>
        <input class="visually-hidden" type="file" name="file" accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,text/csv,text/plain" @change=${this.#picked}>
      </label>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <section class="card" aria-labelledby="by-address">
        <h2 id="by-address">Or fetch it from an address</h2>
        <mw-address-form .targets=${this.targets} ?busy=${this.busy}></mw-address-form>
      </section>
    </div>`;
  }

  readonly #dragged = (event: DragEvent) => {
    event.preventDefault();
    this.over = true;
  };

  readonly #left = () => {
    this.over = false;
  };

  readonly #dropped = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    this.#take(event.dataTransfer?.files);
  };

  readonly #picked = (event: Event) => this.#take((event.currentTarget as HTMLInputElement).files);

  #take(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (!file) return;
    if (file.size === 0) {
      this.wrong = `“${file.name}” is empty: there is nothing in it to import.`;
      return;
    }
    this.wrong = files.length > 1 ? 'One file at a time: the first one is taken.' : '';
    this.dispatchEvent(new CustomEvent('mw-file', { detail: file, bubbles: true }));
  }
}

customElements.define('mw-choose-file', ChooseFile);
