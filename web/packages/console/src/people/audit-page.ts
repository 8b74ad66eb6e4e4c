import type { AuditEntry } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { go, moved, place, withParameters } from '../router.ts';
import { api } from '../session.ts';
import { moment } from '../when.ts';
import { changesOf } from './changes.ts';
import { field, values } from './forms.ts';

interface Page {
  items: AuditEntry[];
  next_before: string | null;
}

/** Who did what, newest first. The filter stands in the address. */
export class AuditPage extends Element {
  readonly #page = new Loading(this, () => {
    const { search } = place();
    return api.ask<Page>('GET', '/api/audit', undefined, {
      action: search.get('action'),
      entity: search.get('entity'),
      before: search.get('before'),
    });
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Audit · Meanwhile';
    void this.#page.run();
    this.whileConnected(moved.listen(() => void this.#page.run()));
  }

  override render(): TemplateResult {
    const { value, problem } = this.#page;
    const { search } = place();
    return html`<div class="page"><h1>Audit</h1>
      <p>What was done, by whom, and from where. Nothing here can be changed or removed.</p>
      <form class="form card" @submit=${this.#filter}>
        ${field({ name: 'action', label: 'Action', value: search.get('action'), hint: 'For example sign_in, invite_user, create_task.' })}
        ${field({ name: 'entity', label: 'About', value: search.get('entity'), hint: 'A kind, user, or one of them, task:ID.' })}
        <div class="row"><button class="button">Show</button></div>
      </form>
      ${problem ? problemBox(problem, () => void this.#page.run()) : this.#page.first ? skeleton(8) : nothing}
      ${value ? this.#entries(value) : nothing}</div>`;
  }

  #entries(page: Page): TemplateResult {
    if (page.items.length === 0) return html`<p class="notice">Nothing was done that fits.</p>`;
    return html`<ul class="list card">${page.items.map(
      entry => html`<li><div><a href="/audit/${entry.id}"><strong>${entry.action.replaceAll('_', ' ')}</strong></a> by ${entry.user_name},
          <time datetime=${entry.created_at}>${moment(entry.created_at)}</time>${entry.address ? `, from ${entry.address}` : ''}
          ${
            entry.entity_type === 'task'
              ? html`· <a href="/tasks/${entry.entity_id}">the task</a>`
              : html`· <a href="/audit?entity=${entry.entity_type}:${entry.entity_id}">all about this ${entry.entity_type}</a>`
          }
          ${changesOf(entry)}</div></li>`,
    )}</ul>
      ${
        page.next_before
          ? html`<div class="row"><a class="button" href=${withParameters({ before: page.next_before })}>Older</a></div>`
          : nothing
      }`;
  }

  readonly #filter = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = values(event);
    go(withParameters({ action: typed.action || null, entity: typed.entity || null, before: null }));
  };
}

customElements.define('mw-audit-page', AuditPage);
