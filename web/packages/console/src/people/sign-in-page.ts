import { Problem, type SessionState } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { problemBox } from '../parts/problem.ts';
import { go, place } from '../router.ts';
import { api } from '../session.ts';
import { field, roleWord, values } from './forms.ts';

/** Where one signs in, and comes back to the page one was on. */
export class SignInPage extends Element {
  @state() private problem: Problem | null = null;
  @state() private busy = false;
  @state() private shown = false;

  readonly #session = new Loading(this, () => api.ask<SessionState>('GET', '/api/session'));

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Sign in · Meanwhile';
    void this.#session.run();
  }

  override render(): TemplateResult {
    const session = this.#session.value;
    if (session?.setup_needed) {
      return html`<div class="page narrow"><div class="card"><h1>Nobody can sign in yet</h1>
        <p>The first administrator needs the code that the server printed when it started.</p>
        <div class="row"><a class="button primary" href="/setup">Set up</a></div></div></div>`;
    }
    return html`<div class="page narrow"><div class="card"><h1>Sign in</h1>
      ${session?.farewell && !this.problem ? html`<p class="notice" role="status">${session.farewell}</p>` : nothing}
      ${this.problem ? problemBox(this.problem) : nothing}
      <form class="form" @submit=${this.#submit}>
        ${field({ name: 'username', label: 'Username', autocomplete: 'username', required: true })}
        ${field({
          name: 'password',
          label: 'Password',
          type: this.shown ? 'text' : 'password',
          autocomplete: 'current-password',
          required: true,
        })}
        <label class="check"><input type="checkbox" @change=${() => {
          this.shown = !this.shown;
        }}>Show the password</label>
        <div class="row"><button class="button primary" ?disabled=${this.busy}>Sign in</button></div>
      </form>
      ${session?.demo.length ? this.#demo(session) : nothing}
    </div></div>`;
  }

  #demo(session: SessionState): TemplateResult {
    return html`<h2>Or be somebody made up</h2>
      <p>This is a demo; nobody here has a password.</p>
      <div class="buttons">${session.demo.map(
        person => html`<button class="button" type="button" @click=${() => this.#be(person.username)}>
          ${person.full_name} (${roleWord(person.role)})</button>`,
      )}</div>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    await this.#enter('/api/session', values(event));
  };

  #be(username: string): Promise<void> {
    return this.#enter('/api/session/demo', { username });
  }

  async #enter(path: string, body: Record<string, string>): Promise<void> {
    this.busy = true;
    try {
      await api.ask('POST', path, body);
      go(back(), { replace: true });
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** The page one was on; only ever one of this site. */
export function back(): string {
  const wanted = place().search.get('back') ?? '/';
  return /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

customElements.define('mw-sign-in-page', SignInPage);
