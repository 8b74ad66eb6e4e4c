import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';

export interface ReasonQuestion {
  heading: string;
  consequence: string;
  verb: string;
  refusal: string;
  /** Whether nothing is done without a reason. */
  needed?: boolean;
  danger?: boolean;
}

const LONGEST = 500;

/** Asks why before something is done, and says what it means. */
export class AskReason extends Element {
  @property({ attribute: false }) question: ReasonQuestion | undefined;
  @state() private wrong = '';

  #answer: (reason: string | null) => void = () => {};

  override render(): TemplateResult | typeof nothing {
    const question = this.question;
    if (!question) return nothing;
    return html`<dialog aria-labelledby="reason-heading" aria-describedby="reason-consequence" @close=${this.#closed}>
      <form method="dialog" @submit=${this.#submit} novalidate>
        <h2 id="reason-heading">${question.heading}</h2>
        <p id="reason-consequence">${question.consequence}</p>
        <div class="field">
          <label for="reason-text">Why?${question.needed ? nothing : html` <span class="hint">(may be left out)</span>`}</label>
          <textarea id="reason-text" class="input" rows="3" maxlength=${LONGEST} autofocus
            aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby="reason-wrong"></textarea>
          <span id="reason-wrong" class="wrong" role="alert">${this.wrong}</span>
        </div>
        <div class="row">
          <button type="button" class="button" @click=${() => this.#close('no')}>${question.refusal}</button>
          <button class="button ${question.danger ? 'danger' : 'primary'}" value="yes">${question.verb}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Shows the question on top of the page; null when the user thought better of it. */
  static async ask(question: ReasonQuestion): Promise<string | null> {
    const asking = Object.assign(new AskReason(), { question });
    document.body.append(asking);
    await asking.updateComplete;
    const answer = new Promise<string | null>(resolve => {
      asking.#answer = resolve;
    });
    asking.querySelector('dialog')?.showModal();
    return answer.finally(() => asking.remove());
  }

  get #said(): string {
    return this.querySelector('textarea')?.value.trim() ?? '';
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    if (this.question?.needed && !this.#said) {
      this.wrong = 'Say why, in a few words: people will read it.';
      this.querySelector('textarea')?.focus();
      return;
    }
    this.#close('yes');
  };

  #close(answer: 'yes' | 'no'): void {
    this.querySelector('dialog')?.close(answer);
  }

  readonly #closed = (event: Event) => {
    const yes = (event.currentTarget as HTMLDialogElement).returnValue === 'yes';
    this.#answer(yes ? this.#said : null);
  };
}

customElements.define('mw-ask-reason', AskReason);
