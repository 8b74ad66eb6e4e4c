import { LitElement } from 'lit';

/** An element of these pages. It draws into the page itself, so that one style sheet and all labels reach it. */
export abstract class Element extends LitElement {
  #leave: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Keeps a subscription for as long as the element is on the page. */
  protected whileConnected(...leave: (() => void)[]): void {
    this.#leave.push(...leave);
  }

  override disconnectedCallback(): void {
    for (const leave of this.#leave) leave();
    this.#leave = [];
    super.disconnectedCallback();
  }
}
