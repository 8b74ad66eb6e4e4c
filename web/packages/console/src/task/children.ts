import { nameOf, type Task, type TaskPage } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { pill } from '../parts/pill.ts';
import { problemBox } from '../parts/problem.ts';
import { api, feed, store } from '../session.ts';
import { titleOf } from '../titles.ts';

/** The parts of a task, where it has any; they change as they go. */
export class Children extends Element {
  @property({ attribute: false }) task: Task | undefined;

  #id = '';
  /** The cursor behind the pages that are shown. */
  #next: string | null = null;
  #shown: Task[] = [];

  readonly #page = new Loading<TaskPage>(this, async signal => {
    const page = await api.children(this.#id, this.#next ?? '', 50, signal);
    for (const child of page.items) store.put(child);
    this.#shown = [...this.#shown, ...page.items];
    this.#next = page.next_cursor;
    return page;
  });
  readonly #again = calm(() => {
    if (this.#shown.length === 0) this.#open();
  }, 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      store.changed.listen(ids => {
        if (this.#shown.some(child => ids.has(child.id))) this.requestUpdate();
      }),
      feed.resync.listen(() => this.#open()),
      () => this.#again.stop(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('task') || !this.task) return;
    if (this.task.id === this.#id) {
      // A group tells how many parts it has; whoever has none seldom gets some.
      if (this.task.current_step === 'parts') this.#again();
      return;
    }
    this.#id = this.task.id;
    this.#open();
  }

  override render(): TemplateResult | typeof nothing {
    const { problem } = this.#page;
    if (this.#shown.length === 0 && !(problem && this.#next)) return nothing;
    return html`<section class="card" aria-labelledby="parts"><h2 id="parts">Its parts</h2>
      ${problem ? problemBox(problem, () => void this.#page.run()) : nothing}
      <ul class="children">${this.#shown.map(child => {
        const now = store.get(child.id) ?? child;
        return html`<li><a href="/tasks/${now.id}">${nameOf(now, titleOf(now.task_type))}</a>${pill(now)}</li>`;
      })}</ul>
      ${this.#next ? html`<button class="button slim" ?disabled=${this.#page.busy} @click=${() => void this.#page.run()}>Show more</button>` : nothing}
    </section>`;
  }

  #open(): void {
    if (!this.#id) return;
    this.#shown = [];
    this.#next = null;
    this.#page.clear();
    void this.#page.run();
  }
}

customElements.define('mw-children', Children);
