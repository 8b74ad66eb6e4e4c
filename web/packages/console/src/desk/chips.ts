import { labelOf, number, Problem, sentenceOf, type Task } from '@meanwhile/client';
import { shapeOf } from '@meanwhile/widgets';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { retryTask } from '../acting.ts';
import { Element } from '../element.ts';
import { drawing } from '../parts/icons.ts';
import { entityTasksChanged, serviceName, tasksOf, watch, wordOf } from './entity-tasks.ts';

/** So long a task that is done is still told of in a list. */
const LATELY = 10 * 60_000;

/** One small live chip for each background task of an entity: `<mw-chips entity="client:K1">`. */
export class Chips extends Element {
  @property() entity = '';
  /** Only these types, if any are named. */
  @property({ attribute: false }) types: readonly string[] = [];
  /** Also what was done long ago. */
  @property({ type: Boolean }) all = false;
  @state() private failed: Problem | null = null;

  #leave: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    this.whileConnected(
      entityTasksChanged.listen(() => this.requestUpdate()),
      () => this.#leave(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entity') && this.hasUpdated) this.#follow();
  }

  override render(): TemplateResult | typeof nothing {
    const tasks = chosen(tasksOf(this.entity), this.types, this.all ? null : Date.now());
    if (tasks.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Background work">${tasks.map(
      task => html`<li><a class="pill ${labelOf(task).replace(' ', '-')}" href="/tasks/${task.id}" title=${sentenceOf(task)}>
          ${labelOf(task) === 'done' ? nothing : drawing(shapeOf(labelOf(task)))}${chipWords(task)}</a>${
            labelOf(task) === 'needs attention' && task.actions.includes('retry')
              ? html` <button type="button" class="button slim" aria-label="Retry ${wordOf(task.task_type)}" @click=${() => this.#retry(task)}>Retry</button>`
              : nothing
          }</li>`,
    )}${this.failed ? html`<li class="wrong">${this.failed.title} ${this.failed.detail}</li>` : nothing}</ul>`;
  }

  #follow(): void {
    this.#leave();
    this.#leave = this.entity ? watch(this.entity) : () => {};
  }

  async #retry(task: Task): Promise<void> {
    try {
      await retryTask(task);
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
  }
}

/** The newest task of each type; what was done long ago is left out unless `now` is null. */
export function chosen(tasks: readonly Task[], types: readonly string[], now: number | null): Task[] {
  const newest = new Map<string, Task>();
  for (const task of tasks) {
    const wanted = types.length === 0 || types.includes(task.task_type);
    if (wanted && !newest.has(task.task_type)) newest.set(task.task_type, task);
  }
  return [...newest.values()].filter(task => {
    const label = labelOf(task);
    if (label === 'cancelled' || label === 'dismissed') return now === null;
    if (label !== 'done' || now === null) return true;
    return now - Date.parse(task.processing_completed_at ?? task.created_at) < LATELY;
  });
}

/** "Drive times… 3 of 8", "Contact in Quo ✓". */
export function chipWords(task: Task): string {
  const word = wordOf(task.task_type);
  const { progress_done: done, progress_total: total } = task;
  switch (labelOf(task)) {
    case 'done':
      return `${word} ✓`;
    case 'running':
      return total && done !== null ? `${word}… ${number(done)} of ${number(total)}` : `${word}…`;
    case 'waiting':
      return task.parked_on ? `${word}: waiting for ${serviceName(task.parked_on)}` : `${word}: waiting`;
    default:
      return `${word}: ${labelOf(task)}`;
  }
}

customElements.define('mw-chips', Chips);
