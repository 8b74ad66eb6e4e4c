import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { go, withParameters } from '../router.ts';
import { taskTypes, typesKnown } from '../titles.ts';

/** Search and type. What is chosen goes into the address. */
export class FilterBar extends Element {
  @property() q = '';
  @property() type = '';

  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      typesKnown.listen(() => this.requestUpdate()),
      () => clearTimeout(this.#timer),
    );
  }

  override render(): TemplateResult {
    const types = taskTypes();
    return html`<form class="filters" role="search" @submit=${this.#submit}>
      <label class="visually-hidden" for="task-search">Search in names and messages</label>
      <input id="task-search" class="input search" type="search" name="q" placeholder="Search in names and messages"
        .value=${this.q} @input=${this.#typed}>
      <label class="visually-hidden" for="task-type">Type of task</label>
      <select id="task-type" class="input type" name="type" @change=${this.#typeChosen}>
        <option value="" .selected=${this.type === ''}>All types</option>
        ${types.map(type => html`<option value=${type.task_type} .selected=${this.type === type.task_type}>${type.title}</option>`)}
      </select>
    </form>`;
  }

  readonly #submit = (event: Event) => {
    event.preventDefault();
    this.#search();
  };

  readonly #typed = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(), 300);
  };

  #search(): void {
    clearTimeout(this.#timer);
    const q = this.querySelector<HTMLInputElement>('#task-search')?.value.trim() ?? '';
    if (q !== this.q) go(withParameters({ q, cursor: null }), { replace: true });
  }

  readonly #typeChosen = (event: Event) => {
    go(withParameters({ type: (event.currentTarget as HTMLSelectElement).value, cursor: null }));
  };
}

customElements.define('mw-filter-bar', FilterBar);
