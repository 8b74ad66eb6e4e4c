import { type Client, type ClientSaved, type DeskPage, number } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../../element.ts';
import { Loading } from '../../loading.ts';
import { icon } from '../../parts/icons.ts';
import { problemBox, skeleton } from '../../parts/problem.ts';
import { may, personKnown } from '../../people/preferences.ts';
import { go, moved, place, withParameters } from '../../router.ts';
import '../chips.ts';
import { readTasksOf } from '../entity-tasks.ts';
import { deskPage, sheet } from '../frame.ts';
import { clinicName, clinics, desk, listsChanged } from '../lists.ts';
import { nameOfClient } from './client-form.ts';

/** All clients: found by name, number or phone, added and changed beside the list. What is asked for stands in the address. */
export class ClientsPage extends Element {
  @state() private saved: ClientSaved | null = null;
  @state() private editing: Client | null = null;

  #asked = '';
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #page = new Loading<DeskPage<Client>>(this, signal => {
    const { search } = place();
    const active = search.get('active') === 'all' ? null : 'true';
    const [q, clinic, cursor] = ['q', 'clinic', 'cursor'].map(name => search.get(name));
    return desk.clients({ q, clinic, cursor, active, limit: 25 }, signal);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#read();
    this.whileConnected(
      moved.listen(() => this.#moved()),
      listsChanged.listen(() => this.requestUpdate()),
      personKnown.listen(() => this.requestUpdate()),
      () => clearTimeout(this.#typing),
    );
  }

  override render(): TemplateResult {
    const { value, problem } = this.#page;
    const add = may('desk:change:any')
      ? html`<a class="button primary" href=${withParameters({ new: '1' })}>${icon('add')}Add a client</a>`
      : nothing;
    return deskPage(
      'Clients',
      add,
      html`${this.#filters()}
        <div role="status" class="saved">${this.saved ? this.#said(this.saved) : nothing}</div>
        ${problem ? problemBox(problem, () => void this.#page.run()) : nothing}
        ${this.#page.first ? html`<div class="card">${skeleton(8)}</div>` : nothing}
        ${value ? this.#rows(value) : nothing}
        ${
          place().search.has('new') || this.editing
            ? html`<mw-client-form .client=${this.editing ?? undefined} @mw-saved=${this.#took} @mw-closed=${this.#closed}></mw-client-form>`
            : nothing
        }`,
    );
  }

  #filters(): TemplateResult {
    const { search } = place();
    return html`<search class="filters">
      <input class="input search" type="search" name="q" aria-label="Search clients" placeholder="Name, number or phone"
        .value=${search.get('q') ?? ''} @input=${this.#type}>
      <select class="input type" aria-label="Clinic" @change=${(event: Event) => this.#narrow({ clinic: (event.currentTarget as HTMLSelectElement).value })}>
        <option value="">All clinics</option>
        ${clinics.get().map(one => html`<option value=${one.id} ?selected=${one.id === search.get('clinic')}>${one.name}</option>`)}
      </select>
      <label class="check"><input type="checkbox" .checked=${search.get('active') === 'all'}
        @change=${(event: Event) => this.#narrow({ active: (event.currentTarget as HTMLInputElement).checked ? 'all' : '' })}>Inactive too</label>
    </search>`;
  }

  #said(saved: ClientSaved): TemplateResult {
    const { client } = saved;
    return html`<div class="notice"><p>${saved.message} <a href="/desk/clients/${client.knumber}">${nameOfClient(client)} (${client.knumber})</a></p>
      <mw-chips entity="client:${client.knumber}" all></mw-chips></div>`;
  }

  #rows(page: DeskPage<Client>): TemplateResult {
    const { search } = place();
    if (page.items.length === 0) {
      const narrowed = search.get('q') || search.get('clinic');
      return html`<div class="card empty">${icon(narrowed ? 'search' : 'inbox')}
        <h2>${narrowed ? 'Nobody fits' : 'No clients yet'}</h2>
        <p>${narrowed ? 'No client has this name, number or phone.' : 'Add the first one: it is saved at once, and the rest happens meanwhile.'}</p>
        ${narrowed ? html`<a class="button" href="/desk/clients">Show all clients</a>` : nothing}</div>`;
    }
    return html`<div class="card">${sheet(
      'Clients',
      ['Client', 'Phone', 'Address', 'Clinic', 'Meanwhile', ''],
      page.items,
      one => [
        html`<a class="name" href="/desk/clients/${one.knumber}">${nameOfClient(one)}</a> <small>${one.knumber}${one.active ? '' : ', inactive'}</small>`,
        one.phone ? html`<a href="tel:${one.phone}">${one.phone}</a>` : nothing,
        [one.address, one.city].filter(Boolean).join(', '),
        clinicName(one.primary_clinic_id) || nothing,
        html`<mw-chips entity="client:${one.knumber}"></mw-chips>`,
        may('desk:change:any')
          ? html`<button class="button slim" aria-label="Change ${nameOfClient(one)}" @click=${() => {
              this.editing = one;
            }}>Change</button>`
          : nothing,
      ],
    )}</div>
      <div class="paging">
        ${search.has('cursor') ? html`<a class="button" href=${withParameters({ cursor: null })}>First page</a>` : html`<span></span>`}
        <span class="muted small">${howMany(page.total_estimate)}</span>
        ${page.next_cursor ? html`<a class="button" href=${withParameters({ cursor: page.next_cursor })}>Next page</a>` : html`<span></span>`}
      </div>`;
  }

  readonly #type = (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#narrow({ q: value.trim() }), 250);
  };

  #narrow(changes: Record<string, string>): void {
    go(withParameters({ ...changes, cursor: null }), { replace: true });
  }

  #moved(): void {
    if (place().path !== '/desk/clients') return;
    this.requestUpdate();
    this.#read();
  }

  #read(): void {
    const asked = withParameters({ new: null });
    if (asked === this.#asked) return;
    this.#asked = asked;
    void this.#page.run();
  }

  readonly #took = (event: CustomEvent<ClientSaved>) => {
    this.saved = event.detail;
    void readTasksOf(`client:${event.detail.client.knumber}`);
    void this.#page.run();
  };

  readonly #closed = () => {
    this.editing = null;
    if (place().search.has('new')) go(withParameters({ new: null }), { replace: true });
  };
}

/** The server counts up to ten thousand. */
function howMany(count: number | null | undefined): string {
  if (!count) return '';
  if (count >= 10_000) return `${number(10_000)} clients or more`;
  return count === 1 ? 'One client' : `${number(count)} clients`;
}

customElements.define('mw-clients-page', ClientsPage);
