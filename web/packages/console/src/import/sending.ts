import { bytes, Problem, percent, type UploadProgress, upload } from '@meanwhile/client';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { problemBox } from '../parts/problem.ts';
import { api } from '../session.ts';

/** A file on its way to the server. Fires `mw-sent` with the upload, or `mw-stopped`. */
export class Sending extends Element {
  @property({ attribute: false }) file: File | undefined;
  @state() private progress: UploadProgress = { sent: 0, total: 0 };
  @state() private problem: Problem | null = null;

  #running: AbortController | null = null;

  override disconnectedCallback(): void {
    this.#running?.abort();
    super.disconnectedCallback();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('file') && this.file) void this.#send(this.file);
  }

  override render(): TemplateResult {
    const { sent, total } = this.progress;
    if (this.problem) {
      return html`<div class="stack">${problemBox(this.problem, () => this.file && void this.#send(this.file))}
        <div><button class="button" @click=${this.#stop}>Choose another file</button></div></div>`;
    }
    const all = total > 0 && sent >= total;
    return html`<div class="card stack">
      <h2>${all ? 'Saving' : 'Sending'} “${this.file?.name}”</h2>
      <div class="progress">
        <progress max=${total || 1} .value=${sent} aria-label="Sent so far"></progress>
        <div class="words"><span>${bytes(sent)} of ${bytes(total)}</span><span>${percent(sent, total)}</span></div>
      </div>
      <div><button class="button" @click=${this.#stop}>Stop sending</button></div>
    </div>`;
  }

  async #send(file: File): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    this.problem = null;
    this.progress = { sent: 0, total: file.size };
    const moved = (progress: UploadProgress) => {
      this.progress = progress;
    };
    try {
      const detail = await upload(api, file, moved, running.signal);
      this.dispatchEvent(new CustomEvent('mw-sent', { detail, bubbles: true }));
    } catch (thrown) {
      if (!running.signal.aborted) this.problem = Problem.wrap(thrown);
    }
  }

  readonly #stop = () => {
    this.#running?.abort();
    this.dispatchEvent(new CustomEvent('mw-stopped', { bubbles: true }));
  };
}

customElements.define('mw-sending', Sending);
