import { html, nothing, type TemplateResult } from 'lit';
import { Element } from '../../element.ts';
import { problemBox } from '../../parts/problem.ts';
import { Editing } from './editing.ts';
import type { Values } from './merge.ts';

/** What a form starts from. */
export interface Start {
  /** The name under which unsaved text is kept. */
  draft: string;
  values: Values;
  version?: number;
}

/** A form in a drawer beside its page. Fires `mw-saved` with the server's answer, and `mw-closed`. */
export abstract class EntryDialog<Answer> extends Element {
  protected readonly edit = new Editing(this);

  protected abstract get heading(): string;
  protected abstract get verb(): string;
  protected abstract start(): Start;
  protected abstract fields(): TemplateResult;
  protected abstract save(key: string): Promise<Answer>;
  /** What is on the server now, for when somebody else saved in between. */
  protected abstract current(): Promise<Start | null>;
  /** Other buttons of the form. */
  protected more(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The label of a field, for telling what somebody else changed. */
  protected labelOf(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { draft, values, version } = this.start();
    this.edit.open(draft, values, version);
  }

  override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
    this.querySelector<HTMLElement>('.field .input')?.focus();
  }

  override render(): TemplateResult {
    const { edit } = this;
    return html`<dialog class="drawer" aria-labelledby="entry-heading" @close=${this.#closed}>
      <form @submit=${this.#submit} novalidate>
        <div class="drawer-head"><h2 id="entry-heading">${this.heading}</h2>
          <button type="button" class="button slim" @click=${() => this.close()}>Close</button></div>
        ${edit.restored ? this.#restored() : nothing}
        ${edit.problem && edit.problem.status !== 412 ? problemBox(edit.problem) : nothing}
        ${edit.merged ? this.#merged() : nothing}
        ${this.fields()}
        <div class="row end">${this.more()}
          <button class="button primary" aria-disabled=${edit.busy ? 'true' : nothing}>${edit.busy ? 'Saving…' : this.verb}</button>
        </div>
      </form>
    </dialog>`;
  }

  protected done(answer: Answer): void {
    this.dispatchEvent(new CustomEvent('mw-saved', { detail: answer, bubbles: true }));
    this.close();
  }

  close(): void {
    this.querySelector('dialog')?.close();
  }

  #restored(): TemplateResult {
    return html`<p class="notice">What you typed and did not save is back.
      <button type="button" class="button slim" @click=${() => this.edit.discard()}>Start afresh</button></p>`;
  }

  #merged(): TemplateResult | typeof nothing {
    const merged = this.edit.merged;
    if (!merged) return nothing;
    return html`<div class="notice" role="alert">
      <p><strong>Somebody else saved this while you were typing.</strong> Nothing of yours is lost. Look at it and save once more.</p>
      <ul>${merged.taken.map(
        one => html`<li>${this.labelOf(one.name)} is now “${one.now}”; it was “${one.before}”.</li>`,
      )}
      ${merged.clashes.map(
        clash => html`<li>${this.labelOf(clash.name)}: you typed “${clash.mine}”, they saved “${clash.theirs}”.
          <button type="button" class="button slim" @click=${() => this.edit.settle(clash)}>Take theirs</button></li>`,
      )}</ul></div>`;
  }

  readonly #submit = async (event: Event) => {
    event.preventDefault();
    const answer = await this.edit.send(key => this.save(key));
    if (answer !== undefined) {
      this.done(answer);
      return;
    }
    if (this.edit.problem?.status !== 412) return;
    const now = await this.current().catch(() => null);
    if (now?.version !== undefined) this.edit.take(now.values, now.version);
  };

  readonly #closed = () => this.dispatchEvent(new CustomEvent('mw-closed', { bubbles: true }));
}

/** Null for nothing typed. */
export function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

export function numberOrNull(text: string): number | null {
  const typed = text.trim();
  return typed === '' || !Number.isFinite(Number(typed)) ? null : Math.round(Number(typed));
}
