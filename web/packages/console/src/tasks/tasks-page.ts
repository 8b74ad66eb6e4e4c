import { type Counts, type LabelCounts, Problem, type Task, type TaskPage } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { cancelTask, dismissTask, retryTask } from '../acting.ts';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { moved, place } from '../router.ts';
import { api, feed, store } from '../session.ts';
import { typesKnown } from '../titles.ts';
import './bulk-bar.ts';
import { type Filter, filterOf, isNarrowed, queryOf, wouldList } from './filter.ts';
import './filter-bar.ts';
import { noTasks, paging } from './list-edges.ts';
import './status-tabs.ts';
import './task-table.ts';

/** The list of tasks. Rows change in place, but none appears or leaves while somebody reads. */
export class TasksPage extends Element {
  @state() private filter: Filter = filterOf(place().search);
  @state() private fresh = new Set<string>();
  @state() private still = false;
  @state() private failed: Problem | null = null;

  readonly #page = new Loading<TaskPage>(this, async signal => {
    const page = await api.tasks(queryOf(this.filter), signal);
    for (const task of page.items) store.put(task);
    return page;
  });
  readonly #counts = new Loading<Counts>(this, signal => api.counts(signal));
  readonly #labels = new Loading<LabelCounts>(this, signal => api.labelCounts(signal));
  readonly #count = calm(() => {
    void this.#counts.run();
    void this.#labels.run();
  }, 3_000);
  /** The tasks as they were last shown; while the list is paused, this is what stays. */
  #rows: Task[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Tasks · Meanwhile';
    this.#read();
    this.whileConnected(
      moved.listen(() => this.#filtered()),
      typesKnown.listen(() => this.requestUpdate()),
      store.changed.listen(ids => {
        if (!this.still && this.#rows.some(task => ids.has(task.id))) this.requestUpdate();
      }),
      feed.resync.listen(() => {
        if (!this.still) this.#read();
      }),
      feed.events.listen(event => {
        if (this.still) return;
        if (event.event_type !== 'reported') this.#count();
        const listed = this.#rows.some(task => task.id === event.task_id);
        if (!listed && !this.filter.cursor && wouldList(this.filter, event)) {
          this.fresh = new Set(this.fresh).add(event.task_id);
        }
      }),
      () => this.#count.stop(),
    );
  }

  override render(): TemplateResult {
    if (!this.still) this.#rows = (this.#page.value?.items ?? []).map(task => store.get(task.id) ?? task);
    return html`<div class="page">
      <div class="page-head"><h1>Tasks</h1>
        <div class="buttons">
          <button class="button" aria-pressed=${this.still} @click=${this.#pause}>
            ${icon(this.still ? 'play' : 'pause')}${this.still ? 'Resume updates' : 'Pause updates'}</button>
          <a class="button primary" href="/import">${icon('upload')}Import a file</a>
        </div>
      </div>
      <mw-status-tabs show=${this.filter.tab.show} .counts=${this.#counts.value} .labels=${this.#labels.value}></mw-status-tabs>
      <mw-filter-bar q=${this.filter.q} type=${this.filter.type}></mw-filter-bar>
      <mw-bulk-bar .filter=${this.filter} @mw-changed=${() => this.#read()}></mw-bulk-bar>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${this.#page.problem ? problemBox(this.#page.problem, () => this.#read()) : nothing}
      <div class="fresh" role="status">${this.fresh.size > 0 ? html`<button class="button slim" @click=${this.#show}>${this.fresh.size} new – show</button>` : nothing}</div>
      ${this.#list()}
    </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    if (this.#page.first) return html`<div class="card">${skeleton(8)}</div>`;
    if (!this.#page.value) return nothing;
    if (this.#rows.length === 0) return noTasks(this.filter, isNarrowed(this.filter));
    return html`<div class="card"><mw-task-table .tasks=${this.#rows} @mw-cancel=${this.#cancel} @mw-retry=${this.#retry} @mw-dismiss=${this.#dismiss}></mw-task-table></div>
      ${paging(this.filter, this.#page.value.next_cursor)}`;
  }

  #filtered(): void {
    if (place().path !== '/tasks') return;
    const next = filterOf(place().search);
    if (JSON.stringify(next) === JSON.stringify(this.filter)) return;
    this.filter = next;
    this.still = false;
    this.#page.clear();
    this.#read();
  }

  #read(): void {
    this.fresh = new Set();
    void this.#counts.run();
    void this.#labels.run();
    void this.#page.run();
  }

  readonly #show = () => this.#read();

  readonly #pause = () => {
    this.still = !this.still;
    if (!this.still) this.#read();
  };

  readonly #cancel = (event: CustomEvent<Task>) => this.#act(cancelTask(event.detail));
  readonly #dismiss = (event: CustomEvent<Task>) => this.#act(dismissTask(event.detail));
  readonly #retry = (event: CustomEvent<Task>) => this.#act(retryTask(event.detail));

  async #act(action: Promise<unknown>): Promise<void> {
    try {
      await action;
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-tasks-page', TasksPage);
