import { type Counts, nameOf, number, type Task } from '@meanwhile/client';
import '@meanwhile/widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import '../parts/ago.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api, feed, store } from '../session.ts';
import { titleOf, typesKnown } from '../titles.ts';

interface Overview {
  counts: Counts;
  active: string[];
  attention: string[];
  recent: string[];
}

/** The start: what runs now, what needs somebody, what happened last. */
export class HomePage extends Element {
  readonly #overview = new Loading<Overview>(this, signal => this.#read(signal));
  readonly #again = calm(() => void this.#overview.run(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Meanwhile';
    void this.#overview.run();
    this.whileConnected(
      store.changed.listen(() => this.requestUpdate()),
      typesKnown.listen(() => this.requestUpdate()),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.event_type !== 'reported') this.#again();
      }),
      () => this.#again.stop(),
    );
  }

  override render(): TemplateResult {
    const { value, problem } = this.#overview;
    return html`<div class="page">
      <div class="hero">
        <div>
          <h1>What happens meanwhile</h1>
          <p class="lead">Hand over a file and go on with your day. Nothing is lost, and you can watch it at any time.</p>
        </div>
        <a class="button primary big" href="/import">${icon('upload')}Import a file</a>
      </div>
      ${problem ? problemBox(problem, () => void this.#overview.run()) : nothing}
      ${value ? this.#body(value) : problem ? nothing : skeleton(6)}
    </div>`;
  }

  #body(overview: Overview): TemplateResult {
    const { counts } = overview;
    if (Object.values(counts).every(count => count === 0)) return this.#empty();
    return html`
      <nav class="strip" aria-label="Tasks by state">
        ${this.#figure('waiting', 'Waiting', counts.pending)}
        ${this.#figure('running', 'Running', counts.processing)}
        ${this.#figure('failed', 'Failed', counts.failed + counts.timeout, 'needs-attention')}
        ${this.#figure('done', 'Done', counts.completed)}
      </nav>
      <div class="columns">
        <section class="card" aria-labelledby="now"><h2 id="now">Running and waiting</h2>
          ${this.#lines(overview.active, 'Nothing runs right now.')}</section>
        <section class="card" aria-labelledby="attention"><h2 id="attention">Needs attention</h2>
          ${this.#lines(overview.attention, 'Nothing needs you. Failures show up here, with what to do.')}</section>
      </div>
      <section class="card" aria-labelledby="recent">
        <div class="row spread"><h2 id="recent">Ended lately</h2><a href="/tasks">All tasks</a></div>
        ${this.#lines(overview.recent, 'Nothing has ended yet.')}</section>`;
  }

  #figure(show: string, words: string, count: number, tone = ''): TemplateResult {
    const capped = count >= 10_000 ? `${number(10_000)}+` : number(count);
    return html`<a class=${count > 0 ? tone : ''} href="/tasks?show=${show}"><b>${capped}</b><span>${words}</span></a>`;
  }

  #lines(ids: string[], none: string): TemplateResult {
    const tasks = ids.map(id => store.get(id)).filter((task): task is Task => task !== undefined);
    if (tasks.length === 0) return html`<p class="muted">${none}</p>`;
    return html`<ul class="lines">${tasks.map(
      task => html`<li>
        <div class="name"><a href="/tasks/${task.id}">${nameOf(task, titleOf(task.task_type))}</a>
          <mw-ago class="muted small nowrap" at=${task.created_at}></mw-ago></div>
        <mw-task-line .task=${task}></mw-task-line>
      </li>`,
    )}</ul>`;
  }

  #empty(): TemplateResult {
    return html`<div class="card empty">${icon('inbox')}<h2>No tasks yet</h2>
      <p>Import a file to see the first one. You get an answer at once, and can watch the rest.</p></div>`;
  }

  async #read(signal: AbortSignal): Promise<Overview> {
    const [counts, active, failed, retried, recent] = await Promise.all([
      api.counts(signal),
      api.tasks({ status: ['processing', 'pending'], limit: 5 }, signal),
      api.tasks({ label: 'needs_attention', limit: 5 }, signal),
      api.tasks({ label: 'will_retry', limit: 6 }, signal),
      api.tasks({ limit: 20 }, signal),
    ]);
    const ids = (tasks: Task[]) => tasks.map(task => store.put(task).id);
    return {
      counts,
      active: ids([...retried.items, ...active.items]).slice(0, 6),
      attention: ids(failed.items).slice(0, 5),
      recent: ids(
        recent.items.filter(task => task.status === 'completed' || task.status === 'cancelled'),
      ).slice(0, 6),
    };
  }
}

customElements.define('mw-home-page', HomePage);
