import { hasEnded, nameOf, Problem, type Task } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cancelTask, dismissTask, reinstateTask, rerunTask, retryTask } from '../acting.ts';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import '../parts/copy-button.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { feed, store } from '../session.ts';
import { titleOf, typesKnown } from '../titles.ts';
import './children.ts';
import { failure } from './failure.ts';
import './import-result.ts';
import './json-panel.ts';
import './task-head.ts';
import './timeline.ts';

/** One task in full, as it happens. */
export class TaskPage extends Element {
  @property({ attribute: false }) taskId = '';
  @state() private failed: Problem | null = null;

  readonly #task = new Loading<Task>(this, () => store.refetch(this.taskId));

  readonly #again = calm(() => void this.#task.run(), 1_000);

  override connectedCallback(): void {
    super.connectedCallback();
    // Others end and begin meanwhile: the reason to wait changes without an event of this task.
    const timer = setInterval(() => {
      const task = store.get(this.taskId);
      const waits = task && !hasEnded(task) && task.status !== 'processing';
      if (waits && document.visibilityState === 'visible') void this.#task.run();
    }, 10_000);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#again.stop(),
      store.changed.listen(ids => {
        if (ids.has(this.taskId)) this.#changed();
      }),
      feed.resync.listen(() => void this.#task.run()),
      typesKnown.listen(() => this.requestUpdate()),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('taskId')) return;
    this.#task.clear();
    this.failed = null;
    void this.#task.run();
  }

  override render(): TemplateResult {
    const task = store.get(this.taskId);
    const { problem } = this.#task;
    if (!task)
      return html`<div class="page">${this.#back()}${problem ? this.#missing(problem) : html`<div class="card">${skeleton(8)}</div>`}</div>`;
    document.title = `${nameOf(task, titleOf(task.task_type))} · Meanwhile`;
    return html`<div class="page">
      ${this.#back()}
      <mw-task-head .task=${task}></mw-task-head>
      <div class="row">${this.#actions(task)}</div>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${problem ? problemBox(problem, () => void this.#task.run()) : nothing}
      ${failure(task)}
      <mw-children .task=${task}></mw-children>
      ${task.task_type === 'data_import' ? html`<mw-import-result .task=${task}></mw-import-result>` : nothing}
      <section class="card" aria-labelledby="timeline"><h2 id="timeline">What happened</h2>
        <mw-timeline .taskId=${task.id} .version=${task.version}></mw-timeline></section>
      <section class="panels" aria-label="Data of the task">
        <mw-json-panel heading="Input" .data=${task.input_data}></mw-json-panel>
        <mw-json-panel heading="Output" .data=${task.output_data} empty="It has not produced anything yet."></mw-json-panel>
        <mw-json-panel heading="The whole task as JSON" .data=${task}></mw-json-panel>
      </section>
    </div>`;
  }

  #actions(task: Task): TemplateResult {
    return html`
      ${task.actions.includes('retry') ? html`<button class="button primary" @click=${() => this.#act(retryTask(task))}>${icon('again')}Retry</button>` : nothing}
      ${task.actions.includes('rerun') ? html`<button class="button" @click=${() => this.#act(rerunTask(task))}>${icon('again')}Run again</button>` : nothing}
      ${task.actions.includes('dismiss') ? html`<button class="button" @click=${() => this.#act(dismissTask(task))}>${icon('aside')}Dismiss</button>` : nothing}
      ${task.actions.includes('reinstate') ? html`<button class="button" @click=${() => this.#act(reinstateTask(task))}>${icon('back')}Take the dismissal back</button>` : nothing}
      ${task.actions.includes('cancel') ? html`<button class="button" @click=${() => this.#act(cancelTask(task))}>${icon('stop')}Cancel</button>` : nothing}
      <mw-copy text=${location.href} label="Copy link"></mw-copy>`;
  }

  #back(): TemplateResult {
    return html`<a class="back" href="/tasks">← All tasks</a>`;
  }

  #missing(problem: Problem): TemplateResult {
    document.title = 'Task · Meanwhile';
    return problemBox(problem, problem.transient ? () => void this.#task.run() : undefined, true);
  }

  /** Events carry neither what a task produced nor why it waits: at such turns it is read once more. */
  #changed(): void {
    const task = store.get(this.taskId);
    const known = this.#task.value;
    if (task && known && known.version < task.version) {
      if (hasEnded(task)) void this.#task.run();
      else if (task.status !== known.status) this.#again();
    }
    this.requestUpdate();
  }

  async #act(action: Promise<unknown>): Promise<void> {
    try {
      await action;
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-task-page', TaskPage);
