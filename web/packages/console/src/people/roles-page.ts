import { html, type TemplateResult } from 'lit';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api } from '../session.ts';
import { ROLES, roleWord } from './forms.ts';

/** What a role may do to what, as the server's table of permissions says. */
interface Cell {
  role: string;
  resource: string;
  action: string;
  relation: 'none' | 'own' | 'any';
}

const MEANINGS: Record<string, string> = {
  tasks: 'Tasks, their files and imports',
  notices: 'News of tasks: the live list, and what failed',
  house: 'Kinds of tasks; what roles may do',
  operations: 'Partners, their incidents and calls, schedules',
  claims: 'Asking for tasks in order to do them',
  profile: 'Name, address, password and sessions',
  keys: 'Keys for programs',
  users: 'Accounts',
  audit: 'Who did what',
  desk: 'The booking desk: clients, drivers, clinics, appointments',
  trips: 'The own trips as a driver',
};

const WORDS = { none: '–', own: 'own', any: "everybody's" } as const;

/** Who may do what to whose: made from the table that decides it. */
export class RolesPage extends Element {
  readonly #cells = new Loading(this, () => api.ask<Cell[]>('GET', '/api/roles'));

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Roles · Meanwhile';
    void this.#cells.run();
  }

  override render(): TemplateResult {
    const { value, problem, first } = this.#cells;
    return html`<div class="page"><h1>Roles</h1>
      <p>Who may do what to whose. <em>Own</em> is what belongs to oneself; a dash is nothing.</p>
      ${problem ? problemBox(problem, () => void this.#cells.run()) : first ? skeleton(8) : ''}
      ${value ? this.#table(value) : ''}</div>`;
  }

  #table(cells: Cell[]): TemplateResult {
    const lines = [...new Set(cells.map(cell => `${cell.resource} ${cell.action}`))];
    const relation = (line: string, role: string) =>
      cells.find(cell => cell.role === role && `${cell.resource} ${cell.action}` === line)?.relation ??
      'none';
    return html`<section class="card scroll" tabindex="0" aria-label="The table of permissions"><table class="table">
      <caption class="visually-hidden">What each role may read and change, and whose</caption>
      <thead><tr><th scope="col">What</th><th scope="col">Deed</th>
        ${ROLES.map(role => html`<th scope="col">${roleWord(role)}</th>`)}</tr></thead>
      <tbody>${lines.map(line => {
        const [resource = '', action = ''] = line.split(' ');
        return html`<tr><th scope="row">${MEANINGS[resource] ?? resource}</th><td>${action}</td>
          ${ROLES.map(role => html`<td>${WORDS[relation(line, role)]}</td>`)}</tr>`;
      })}</tbody></table></section>`;
  }
}

customElements.define('mw-roles-page', RolesPage);
