import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';

/** Asks before something that cannot be taken back, and says what it means. */
export class Confirm extends Element {
  @property() heading = '';
  @property() consequence = '';
  @property() verb = 'Go on';
  @property() refusal = 'Keep it running';

  #answer: (yes: boolean) => void = () => {};

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="confirm-heading" aria-describedby="confirm-consequence" @close=${this.#closed}>
      <form method="dialog">
        <h2 id="confirm-heading">${this.heading}</h2>
        <p id="confirm-consequence">${this.consequence}</p>
        <div class="row">
          <button class="button" value="no" autofocus>${this.refusal}</button>
          <button class="button danger" value="yes">${this.verb}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** Shows the question on top of the page; no answer counts as no. */
  static async ask(question: {
    heading: string;
    consequence: string;
    verb: string;
    refusal: string;
  }): Promise<boolean> {
    const confirm = Object.assign(new Confirm(), question);
    document.body.append(confirm);
    await confirm.updateComplete;
    const answer = new Promise<boolean>(resolve => {
      confirm.#answer = resolve;
    });
    confirm.querySelector('dialog')?.showModal();
    return answer.finally(() => confirm.remove());
  }

  readonly #closed = (event: Event) => {
    this.#answer((event.currentTarget as HTMLDialogElement).returnValue === 'yes');
  };
}

customElements.define('mw-confirm', Confirm);
