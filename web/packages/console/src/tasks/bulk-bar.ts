import { type BulkAction, type Chosen, number, Problem, type Task } from '@meanwhile/client';
import '@meanwhile/widgets';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { AskReason } from '../parts/ask-reason.ts';
import { type Icon, icon } from '../parts/icons.ts';
import { problemBox } from '../parts/problem.ts';
import { api, store } from '../session.ts';
import { titleOf } from '../titles.ts';
import type { Filter } from './filter.ts';

const WORDS: Record<BulkAction, { verb: string; icon: Icon; means: string; keep: string }> = {
  retry: {
    verb: 'Retry',
    icon: 'again',
    means: 'They start again as soon as there is room, each with all its tries.',
    keep: 'Leave them as they are',
  },
  dismiss: {
    verb: 'Dismiss',
    icon: 'aside',
    means: 'They need nobody’s attention any more. Each can be taken back.',
    keep: 'Leave them as they are',
  },
  cancel: { verb: 'Cancel', icon: 'stop', means: 'They will not be done.', keep: 'Keep them waiting' },
};

/** What can be done to all tasks that a list shows, on all its pages. Fires `mw-changed`. */
export class BulkBar extends Element {
  @property({ attribute: false }) filter: Filter | undefined;
  @state() private problem: Problem | null = null;
  @state() private said = '';
  @state() private doing: Task | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      store.changed.listen(ids => {
        if (this.doing && ids.has(this.doing.id)) this.#followed(this.doing.id);
      }),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('filter')) return;
    this.problem = null;
    this.said = '';
  }

  override render(): TemplateResult | typeof nothing {
    const actions = this.filter?.tab.bulk ?? [];
    if (actions.length === 0 && !this.doing) return nothing;
    return html`<div class="bulk">
      ${actions.length > 0 ? this.#buttons(actions) : nothing}
      <span role="status" class="hint">${this.said}</span>
      ${this.problem ? problemBox(this.problem) : nothing}
      ${this.doing ? html`<div class="notice row spread"><mw-task-line .task=${this.doing}></mw-task-line><a href="/tasks/${this.doing.id}">Follow it</a></div>` : nothing}
    </div>`;
  }

  #buttons(actions: readonly BulkAction[]): TemplateResult {
    const searching = Boolean(this.filter?.q);
    return html`<div class="buttons">
      ${actions.map(
        action => html`<button class="button" aria-disabled=${searching ? 'true' : 'false'} aria-describedby=${searching ? 'bulk-why' : nothing}
          @click=${() => void this.#ask(action)}>${icon(WORDS[action].icon)}${WORDS[action].verb} all…</button>`,
      )}
      ${searching ? html`<span id="bulk-why" class="hint">Clear the search to change all tasks of this list.</span>` : nothing}
    </div>`;
  }

  async #ask(action: BulkAction): Promise<void> {
    const filter = this.filter;
    if (!filter || filter.q) return;
    try {
      const chosen: Chosen = {
        ...(filter.type ? { type: [filter.type] } : {}),
        ...(filter.entity ? { entity: filter.entity } : {}),
      };
      const count = await api.bulkCount(action, chosen);
      this.problem = null;
      this.said = count === 0 ? 'There is nothing to change.' : '';
      if (count === 0) return;
      const reason = await AskReason.ask(this.#question(action, filter, count));
      if (reason === null) return;
      this.doing = store.put(await api.changeMany(action, chosen, count, reason));
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  }

  #question(action: BulkAction, filter: Filter, count: number) {
    const { verb, means, keep } = WORDS[action];
    const tasks = `${number(count)} ${count === 1 ? 'task' : 'tasks'}`;
    const kind = filter.type ? ` of type “${titleOf(filter.type)}”` : '';
    const about = filter.entity ? ` about ${filter.entity}` : '';
    return {
      heading: `${verb} ${tasks}?`,
      consequence: `This is about ${count === 1 ? 'the task' : `all ${tasks}`}${kind}${about} in “${filter.tab.title}”. ${means}`,
      verb: `${verb} ${tasks}`,
      refusal: keep,
      danger: action === 'cancel',
    };
  }

  #followed(id: string): void {
    const now = store.get(id) ?? null;
    const ended = now?.status === 'completed' && this.doing?.status !== 'completed';
    this.doing = now;
    if (ended) this.dispatchEvent(new CustomEvent('mw-changed', { bubbles: true }));
  }
}

customElements.define('mw-bulk-bar', BulkBar);
