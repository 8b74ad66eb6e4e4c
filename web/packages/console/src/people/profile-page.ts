import { type ApiKey, type KnownSession, type Me, type Preferences, Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { go } from '../router.ts';
import { api } from '../session.ts';
import { chooseTheme } from '../theme.ts';
import { moment } from '../when.ts';
import { field, PASSWORD_HINT, roleWord, values } from './forms.ts';
import { keep, mayNotify } from './preferences.ts';
import { tellTabs } from './session-watch.ts';

const SCOPES: Record<ApiKey['scope'], string> = {
  read: 'reads only',
  write: 'reads and changes',
  work: 'does tasks and nothing else',
};

/** One's own name, password, browsers and keys. */
export class ProfilePage extends Element {
  @state() private problem: Problem | null = null;
  @state() private passwordProblem: Problem | null = null;
  @state() private said = '';
  @state() private secret = '';

  readonly #me = new Loading(this, signal => api.me(signal));
  readonly #sessions = new Loading(this, () => api.ask<{ items: KnownSession[] }>('GET', '/api/sessions'));
  readonly #keys = new Loading(this, () => api.ask<{ items: ApiKey[] }>('GET', '/api/keys'));

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Profile · Meanwhile';
    void this.#sessions.run();
    void this.#me.run().then(me => {
      if (me?.capabilities.some(one => one.startsWith('keys:'))) void this.#keys.run();
    });
  }

  override render(): TemplateResult {
    const me = this.#me.value;
    return html`<div class="page"><h1>Profile</h1>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${me ? this.#parts(me) : this.#me.problem ? problemBox(this.#me.problem, () => void this.#me.run()) : skeleton(6)}
    </div>`;
  }

  #parts(me: Me): TemplateResult {
    return html`<section class="card" aria-labelledby="you"><h2 id="you">You</h2>
        <p>${me.username}, ${roleWord(me.role)}</p>
        ${this.problem ? problemBox(this.problem) : nothing}
        <form class="form" @submit=${this.#save}>
          ${field({ name: 'full_name', label: 'Full name', value: me.full_name, autocomplete: 'name', required: true, problem: this.problem })}
          ${field({ name: 'email', label: 'E-mail', type: 'email', value: me.email, autocomplete: 'email', required: true, problem: this.problem })}
          ${field({ name: 'phone', label: 'Phone', type: 'tel', value: me.phone, autocomplete: 'tel', problem: this.problem })}
          <div class="row"><button class="button primary">Save</button>
            <button class="button" type="button" @click=${this.#signOut}>Sign out</button></div>
        </form></section>
      <section class="card" aria-labelledby="password-heading"><h2 id="password-heading">Password</h2>
        ${this.passwordProblem ? problemBox(this.passwordProblem) : nothing}
        <form class="form" @submit=${this.#changePassword}>
          <input class="visually-hidden" type="text" autocomplete="username" .value=${me.username} tabindex="-1" readonly aria-hidden="true">
          ${field({ name: 'current_password', label: 'Current password', type: 'password', autocomplete: 'current-password', required: true, problem: this.passwordProblem })}
          ${field({ name: 'new_password', label: 'New password', type: 'password', autocomplete: 'new-password', required: true, hint: PASSWORD_HINT, problem: this.passwordProblem })}
          <div class="row"><button class="button">Change the password</button></div>
        </form></section>
      ${me.preferences ? this.#preferences(me.preferences) : nothing}
      ${this.#browsers()}
      ${this.#keys.value ? this.#keyList(this.#keys.value.items) : nothing}
      ${this.said ? html`<p class="notice">${this.said}</p>` : nothing}`;
  }

  #preferences(wish: Preferences): TemplateResult {
    const choice = (
      name: string,
      label: string,
      value: string,
      words: [string, string][],
    ) => html`<div class="field">
      <label for="field-${name}">${label}</label><select class="input" id="field-${name}" name=${name}>
        ${words.map(([one, word]) => html`<option value=${one} ?selected=${one === value}>${word}</option>`)}</select></div>`;
    return html`<section class="card" aria-labelledby="preferences"><h2 id="preferences">Preferences</h2>
      <form class="form" @submit=${this.#savePreferences}>
        ${choice('theme', 'Theme', wish.theme, [
          ['system', 'As the system has it'],
          ['light', 'Light'],
          ['dark', 'Dark'],
        ])}
        ${choice('notices', 'Tell me in the browser when a task needs somebody', wish.notices, [
          ['none', 'No'],
          ['own', 'When I started it'],
          ['all', 'Whichever I may see'],
        ])}
        <div class="row"><button class="button">Save the preferences</button></div>
      </form></section>`;
  }

  readonly #savePreferences = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = values(event) as unknown as Preferences;
    await this.#tried(async () => {
      const heard = typed.notices === 'none' || (await mayNotify());
      await keep(typed);
      chooseTheme(typed.theme);
      if (this.#me.value) this.#me.value = { ...this.#me.value, preferences: typed };
      this.said = heard
        ? 'Your preferences are saved.'
        : 'Your preferences are saved, but this browser does not let us show notices; its settings decide.';
    });
  };

  #browsers(): TemplateResult {
    const items = this.#sessions.value?.items ?? [];
    return html`<section class="card" aria-labelledby="browsers"><h2 id="browsers">Signed in here</h2>
      ${items.length === 0 ? html`<p>No session is kept; this is a demo.</p>` : nothing}
      <ul class="list">${items.map(
        one => html`<li><span>${one.agent || 'A program'}, from ${one.address}, last active ${moment(one.last_activity)}
          ${one.current ? html`<strong>(this browser)</strong>` : nothing}</span></li>`,
      )}</ul>
      ${items.length > 1 ? html`<div class="row"><button class="button" @click=${this.#signOutOthers}>Sign the others out</button></div>` : nothing}
    </section>`;
  }

  #keyList(keys: ApiKey[]): TemplateResult {
    return html`<section class="card" aria-labelledby="keys"><h2 id="keys">Keys for programs</h2>
      ${
        this.secret
          ? html`<p class="notice" role="alert">Copy it now; it is not shown again: <code>${this.secret}</code></p>`
          : nothing
      }
      <ul class="list">${keys.map(
        key => html`<li><span>${key.name}, ${SCOPES[key.scope]}, ends in
            <code>${key.last_four}</code>, ${key.last_used_at ? `last used ${moment(key.last_used_at)}` : 'never used'}</span>
          <button class="button slim" @click=${() => this.#revoke(key)} aria-label="Revoke ${key.name}">Revoke</button></li>`,
      )}</ul>
      <form class="form" @submit=${this.#makeKey}>
        ${field({ name: 'name', label: 'Name of a new key', required: true })}
        <label class="check"><input type="checkbox" name="write" value="write">It may also change things</label>
        <div class="row"><button class="button">Make a key</button></div>
      </form></section>`;
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      this.#me.value = await api.ask<Me>('PUT', '/api/me', values(event));
      this.problem = null;
      this.said = 'Your profile is saved.';
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  };

  readonly #changePassword = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    try {
      await api.ask('PUT', '/api/me/password', values(event));
      form.reset();
      this.passwordProblem = null;
      this.said = 'The password is changed; other browsers are signed out.';
      void this.#sessions.run();
    } catch (thrown) {
      this.passwordProblem = Problem.wrap(thrown);
    }
  };

  readonly #makeKey = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = values(event);
    await this.#tried(async () => {
      const made = await api.ask<{ secret: string }>('POST', '/api/keys', {
        name: typed.name ?? '',
        scope: typed.write ? 'write' : 'read',
      });
      form.reset();
      this.secret = made.secret;
      await this.#keys.run();
    });
  };

  #revoke(key: ApiKey): Promise<void> {
    return this.#tried(async () => {
      await api.ask('DELETE', `/api/keys/${key.id}`);
      this.secret = '';
      this.said = `${key.name} is revoked.`;
      await this.#keys.run();
    });
  }

  readonly #signOutOthers = () =>
    this.#tried(async () => {
      await api.ask('DELETE', '/api/sessions');
      await this.#sessions.run();
    });

  readonly #signOut = () =>
    this.#tried(async () => {
      await api.ask('DELETE', '/api/session');
      tellTabs('left');
      go('/sign-in');
    });

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    }
  }
}

customElements.define('mw-profile-page', ProfilePage);
