import { duration, type Incident, number } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import '../parts/ago.ts';
import { icon } from '../parts/icons.ts';
import { clock, moment } from '../when.ts';

/** One outage or pause, with its history folded below. Fires `mw-resume` for a pause of a type. */
export class IncidentRecord extends Element {
  @property({ attribute: false }) incident: Incident | undefined;

  override render(): TemplateResult | typeof nothing {
    const incident = this.incident;
    if (!incident) return nothing;
    const { ended_at: ended } = incident;
    return html`<article class="card incident" aria-label="${incident.title}, ${moment(incident.began_at)}">
      <div class="row spread"><h3>${incident.title}</h3>
        <span class="pill ${ended ? 'done' : 'needs-attention'}">${icon(ended ? 'check' : 'alert')}${ended ? 'Over' : 'Goes on'}</span></div>
      <p>${incident.why}</p>
      <dl class="facts">
        <div><dt>Began</dt><dd><mw-ago at=${incident.began_at}></mw-ago></dd></div>
        ${ended ? html`<div><dt>Lasted</dt><dd>${duration(Date.parse(ended) - Date.parse(incident.began_at))}</dd></div>` : nothing}
        ${incident.by === 'system' ? nothing : html`<div><dt>By</dt><dd>${incident.by.replace(/^user:/, '')}</dd></div>`}
        ${incident.dependency ? html`<div><dt>Waited it out</dt><dd>${number(incident.parked)} ${incident.parked === 1 ? 'task' : 'tasks'}</dd></div>` : nothing}
        ${incident.probes > 0 ? html`<div><dt>Tries</dt><dd>${number(incident.probes)}</dd></div>` : nothing}
      </dl>
      ${incident.task_type && !ended ? html`<div><button class="button slim" aria-label="Resume ${incident.title}" @click=${this.#resume}>Resume</button></div>` : nothing}
      <details><summary>History (${number(incident.history.length)})</summary>
        <ol class="history">${incident.history.map(
          entry => html`<li><time datetime=${entry.at} title=${moment(entry.at)}>${clock(entry.at)}</time>
            <span>${entry.sentence}${entry.actor.startsWith('user:') ? html` <span class="muted">By ${entry.actor.slice(5)}.</span>` : nothing}</span></li>`,
        )}</ol></details>
    </article>`;
  }

  readonly #resume = () => this.dispatchEvent(new CustomEvent('mw-resume'));
}

customElements.define('mw-incident', IncidentRecord);
