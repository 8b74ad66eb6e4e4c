import { Problem, type Workload } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api, feed } from '../session.ts';
import { hold } from './holding.ts';
import { typeRow } from './type-row.ts';
import { ordered } from './words.ts';

const EVERY = 5_000;

/** Every kind of work: who does it, how much waits and runs, how it goes. */
export class TypesPage extends Element {
  @state() private failed: Problem | null = null;

  readonly #load = new Loading(this, () => api.ask<Workload[]>('GET', '/api/workload'));
  readonly #again = calm(() => void this.#load.run(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Task types · Meanwhile';
    void this.#load.run();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#again();
    }, EVERY);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#again.stop(),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.event_type !== 'reported') this.#again();
      }),
    );
  }

  override render(): TemplateResult {
    const { problem } = this.#load;
    return html`<div class="page">
      <div class="page-head"><h1>Task types</h1>
        <div class="buttons"><a class="button" href="/schedules">${icon('clock')}Schedules</a></div></div>
      <p class="lead">Every kind of work, who does it, and how much of it there is. A paused type takes new tasks and starts none.</p>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${problem ? problemBox(problem, () => void this.#load.run()) : nothing}
      ${this.#table()}
    </div>`;
  }

  #table(): TemplateResult | typeof nothing {
    const all = this.#load.value;
    if (this.#load.first) return html`<div class="card">${skeleton(8)}</div>`;
    if (!all) return nothing;
    if (all.length === 0) {
      return html`<div class="card empty">${icon('inbox')}<h2>No task types yet</h2>
        <p>They come with the applications of this server, or from lines like <code>meanwhile.types.chat.url=…</code> in its configuration.</p></div>`;
    }
    return html`<div class="card"><table class="table types" role="table" aria-label="Task types">
      <thead role="rowgroup"><tr role="row">
        <th role="columnheader" scope="col">Type</th>
        <th role="columnheader" scope="col">Waiting</th>
        <th role="columnheader" scope="col">Running</th>
        <th role="columnheader" scope="col">Lately</th>
        <th role="columnheader" scope="col"><span class="visually-hidden">Actions</span></th>
      </tr></thead>
      <tbody role="rowgroup">${repeat(
        ordered(all),
        load => load.task_type,
        load => typeRow(load, verb => void this.#hold(load, verb)),
      )}</tbody></table></div>`;
  }

  async #hold(load: Workload, verb: 'pause' | 'resume'): Promise<void> {
    try {
      await hold(load.task_type, load.title, verb);
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
    void this.#load.run();
  }
}

customElements.define('mw-types-page', TypesPage);
