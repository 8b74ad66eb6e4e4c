import type { AuditChain, AuditOutcome } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { capital } from '../parts/pill.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api } from '../session.ts';
import { titleOf } from '../titles.ts';
import { moment } from '../when.ts';
import { changesOf, factsOf } from './changes.ts';

/** One deed: who did it, what it changed, and what became of its tasks. */
export class AuditEntryPage extends Element {
  @property({ attribute: false }) entry = '';

  readonly #chain = new Loading(this, () =>
    api.ask<AuditChain>('GET', `/api/audit/${encodeURIComponent(this.entry)}`),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Audit entry · Meanwhile';
  }

  /** Which entry is meant is often said only after the page stands there. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entry') && this.entry) void this.#chain.run();
  }

  override render(): TemplateResult {
    const { value, problem } = this.#chain;
    return html`<div class="page"><p><a href="/audit">All entries</a></p>
      ${problem ? problemBox(problem, () => void this.#chain.run()) : this.#chain.first ? skeleton(6) : nothing}
      ${value ? this.#told(value) : nothing}</div>`;
  }

  #told(chain: AuditChain): TemplateResult {
    const facts: [string, string][] = [
      ['About', `${chain.entity_type.replaceAll('_', ' ')} ${chain.entity_id}`],
      ...(chain.address ? [['From', chain.address] as [string, string]] : []),
      ...(chain.request_id ? [['Request', chain.request_id] as [string, string]] : []),
      ...factsOf(chain),
    ];
    return html`<h1>${capital(chain.action.replaceAll('_', ' '))}</h1>
      <p>By ${chain.user_name}, <time datetime=${chain.created_at}>${moment(chain.created_at)}</time>.</p>
      <section class="card" aria-labelledby="changed"><h2 id="changed">What was changed</h2>
        ${changesOf(chain)}
        <dl class="facts">${facts.map(([name, value]) => html`<div><dt>${capital(name)}</dt><dd>${value}</dd></div>`)}</dl>
      </section>
      <section class="card" aria-labelledby="outcome"><h2 id="outcome">What became of it</h2>
        ${
          chain.tasks.length === 0
            ? html`<p>No task came of it, or none that you may see.</p>`
            : html`<ul class="list">${chain.tasks.map(task => this.#task(task))}</ul>`
        }
        ${chain.more ? html`<p>There are more tasks than are shown here.</p>` : nothing}
      </section>`;
  }

  #task(task: AuditOutcome): TemplateResult {
    return html`<li><div><a href="/tasks/${task.id}"><strong>${titleOf(task.task_type)}</strong>${
      task.entity_label ? html` · ${task.entity_label}` : nothing
    }</a> ${task.caused ? 'came of it' : 'was changed'}:
      ${outcome(task)}${task.archived_at ? html`, in the archive since ${moment(task.archived_at)}` : nothing}
      <br>${task.error_message ?? task.status_message}</div></li>`;
  }
}

function outcome(task: AuditOutcome): string {
  const word = task.dismissed_at ? 'dismissed' : task.status;
  return task.processing_completed_at ? `${word}, ${moment(task.processing_completed_at)}` : word;
}

customElements.define('mw-audit-entry', AuditEntryPage);
