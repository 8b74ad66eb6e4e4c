import { Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { problemBox } from '../parts/problem.ts';
import { go } from '../router.ts';
import { api } from '../session.ts';
import { field, PASSWORD_HINT, values } from './forms.ts';

/** Where the first administrator is made, and where an invitation leads. */
export class ArrivalPage extends Element {
  @property() kind = 'join';

  @state() private problem: Problem | null = null;
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = this.kind === 'setup' ? 'Set up · Meanwhile' : 'Welcome · Meanwhile';
  }

  override render(): TemplateResult {
    const setup = this.kind === 'setup';
    const problem = this.problem;
    return html`<div class="page narrow"><div class="card">
      <h1>${setup ? 'The first administrator' : 'Choose a password'}</h1>
      ${problem ? problemBox(problem) : nothing}
      <form class="form" @submit=${this.#submit}>
        ${
          setup
            ? html`${field({ name: 'code', label: 'Code', required: true, problem, hint: 'The server printed it when it started.' })}
              ${field({ name: 'username', label: 'Username', autocomplete: 'username', required: true, problem })}
              ${field({ name: 'full_name', label: 'Full name', autocomplete: 'name', required: true, problem })}
              ${field({ name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email', problem })}`
            : nothing
        }
        ${field({
          name: 'password',
          label: 'Password',
          type: 'password',
          autocomplete: 'new-password',
          required: true,
          problem,
          hint: PASSWORD_HINT,
        })}
        <div class="row"><button class="button primary" ?disabled=${this.busy}>Go on</button></div>
      </form></div></div>`;
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const typed = values(event);
    const password = typed.password ?? '';
    this.busy = true;
    try {
      const arrived = await api.ask<{ username: string }>(
        'POST',
        this.kind === 'setup' ? '/api/setup' : '/api/invitations',
        this.kind === 'setup' ? typed : { word: location.hash.slice(1), password },
      );
      await api.ask('POST', '/api/session', { username: arrived.username, password });
      go('/', { replace: true });
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    } finally {
      this.busy = false;
    }
  };
}

customElements.define('mw-arrival-page', ArrivalPage);
