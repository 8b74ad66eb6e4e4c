import { Problem, type User } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { Confirm } from '../parts/confirm.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api } from '../session.ts';
import { moment } from '../when.ts';
import { field, ROLES, roleWord, values } from './forms.ts';

interface Invited {
  user: User;
  link: string;
  keys_revoked: number;
}

/** Everybody with an account, for administrators. */
export class PeoplePage extends Element {
  @state() private problem: Problem | null = null;
  @state() private invited: Invited | null = null;

  readonly #people = new Loading(this, () => api.ask<{ items: User[] }>('GET', '/api/users'));

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'People · Meanwhile';
    void this.#people.run();
  }

  override render(): TemplateResult {
    const people = this.#people;
    return html`<div class="page"><h1>People</h1>
      <p><a href="/roles">What each role may do</a></p>
      ${this.problem ? problemBox(this.problem) : nothing}
      ${this.invited ? this.#link(this.invited) : nothing}
      <section class="card" aria-labelledby="everybody"><h2 id="everybody">Everybody</h2>
        ${people.problem ? problemBox(people.problem, () => void people.run()) : people.first ? skeleton(5) : nothing}
        <ul class="list">${people.value?.items.map(person => this.#person(person))}</ul>
      </section>
      <section class="card" aria-labelledby="invite"><h2 id="invite">Invite somebody</h2>
        <form class="form" @submit=${this.#invite}>
          ${field({ name: 'username', label: 'Username', required: true, problem: this.problem })}
          ${field({ name: 'full_name', label: 'Full name', required: true, problem: this.problem })}
          ${field({ name: 'email', label: 'E-mail', type: 'email', problem: this.problem })}
          ${field({ name: 'phone', label: 'Phone', type: 'tel', problem: this.problem })}
          <div class="field"><label for="role">Role</label><select class="input" id="role" name="role">
            ${ROLES.map(role => html`<option value=${role} ?selected=${role === 'booking_agent'}>${roleWord(role)}</option>`)}
          </select></div>
          <div class="row"><button class="button primary">Invite</button></div>
        </form></section></div>`;
  }

  #person(person: User): TemplateResult {
    const seen = person.last_seen_at ? `last seen ${moment(person.last_seen_at)}` : 'never seen';
    return html`<li><span><strong>${person.full_name}</strong> (${person.username}),
        ${person.state === 'active' ? seen : person.state}</span>
      <span class="buttons">
        <select class="input slim" aria-label="Role of ${person.full_name}" .value=${live(person.role)}
          @change=${(event: Event) => this.#promote(person, event.currentTarget as HTMLSelectElement)}>
          ${ROLES.map(role => html`<option value=${role} ?selected=${role === person.role}>${roleWord(role)}</option>`)}
        </select>
        <button class="button slim" @click=${() => this.#reset(person)} aria-label="Reset the password of ${person.full_name}">Reset</button>
        ${
          person.state === 'disabled'
            ? html`<button class="button slim" @click=${() => this.#switch(person, 'enabling')} aria-label="Enable ${person.full_name}">Enable</button>`
            : html`<button class="button slim" @click=${() => this.#switch(person, 'disabling')} aria-label="Disable ${person.full_name}">Disable</button>`
        }
      </span></li>`;
  }

  #link(invited: Invited): TemplateResult {
    return html`<p class="notice" role="alert">Give ${invited.user.full_name} this link; it is good for three days and shown only
      now: <code>${location.origin}${invited.link}</code>${
        invited.keys_revoked
          ? html` Their keys for programs (${invited.keys_revoked}) work no more.`
          : nothing
      }</p>`;
  }

  readonly #invite = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    await this.#tried(async () => {
      this.invited = await api.ask<Invited>('POST', '/api/users', values(event));
      form.reset();
    });
  };

  async #reset(person: User): Promise<void> {
    const yes = await Confirm.ask({
      heading: `Reset the password of ${person.full_name}?`,
      consequence:
        'They are signed out everywhere, their keys for programs stop working, and they choose a new password with a link that you give them.',
      verb: 'Reset the password',
      refusal: 'Leave it',
    });
    if (!yes) return;
    await this.#tried(async () => {
      this.invited = await api.ask<Invited>('POST', `/api/users/${person.id}/reset`);
    });
  }

  async #promote(person: User, choice: HTMLSelectElement): Promise<void> {
    const role = choice.value;
    const yes = await Confirm.ask({
      heading: `Make ${person.full_name} a ${roleWord(role)}?`,
      consequence: `They are a ${roleWord(person.role)} now. They are signed out everywhere, and have the new role when they sign in again.`,
      verb: 'Change the role',
      refusal: 'Leave it',
    });
    if (yes) {
      const { full_name, email, phone } = person;
      await this.#tried(async () => {
        await api.ask('PUT', `/api/users/${person.id}`, { full_name, email, phone, role });
      });
    }
    // Refused, or thought better of: what is shown is what holds.
    choice.value = this.#people.value?.items.find(one => one.id === person.id)?.role ?? person.role;
  }

  async #switch(person: User, verb: 'disabling' | 'enabling'): Promise<void> {
    const yes =
      verb === 'enabling' ||
      (await Confirm.ask({
        heading: `Disable ${person.full_name}?`,
        consequence: 'They are signed out everywhere and cannot sign in. Their tasks and what they did stay.',
        verb: 'Disable',
        refusal: 'Leave them',
      }));
    if (!yes) return;
    await this.#tried(async () => {
      await api.ask('POST', `/api/users/${person.id}/${verb}`);
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
      await this.#people.run();
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-people-page', PeoplePage);
