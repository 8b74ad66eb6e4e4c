import { number, type Pulling } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import '../parts/ago.ts';

/** The workers outside that ask for the tasks of a type. */
export function pullWorkers(pull: Pulling): TemplateResult {
  return html`<section class="card" aria-labelledby="workers"><h2 id="workers">Workers</h2>
    ${
      pull.workers.length === 0
        ? html`<p class="muted">No worker has asked for these tasks within the last week. They wait until one does.</p>`
        : html`<ul class="list">${pull.workers.map(
            one => html`<li><strong>${one.worker}</strong>
              <span>has ${number(one.holds)} ${one.holds === 1 ? 'task' : 'tasks'}, asked <mw-ago at=${one.asked_at}></mw-ago></span></li>`,
          )}</ul>`
    }
    <p class="muted">A worker without a sign of life for ${number(pull.lease_seconds)} s is taken for dead, and another one gets its task.</p>
  </section>`;
}
