import { number, type Pause, type Workload } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import '../parts/ago.ts';
import { icon } from '../parts/icons.ts';
import { doneBy, failures, running } from './words.ts';

/** A task type as a row: what it has to do, and how it goes. */
export function typeRow(load: Workload, hold: (verb: 'pause' | 'resume') => void): TemplateResult {
  const name = load.title;
  return html`<tr role="row">
    <td class="what" role="cell">
      ${load.known ? html`<a href="/types/${load.task_type}">${name}</a>` : html`<strong>${name}</strong>`}
      <small>${doneBy(load)}</small>
      ${load.done_by === 'nobody' && load.waiting + load.running > 0 ? html`<small>Its tasks wait until a node does this type again; none is lost.</small>` : nothing}
      ${load.paused ? held(load.paused) : nothing}
    </td>
    <td class="waiting" role="cell"><b>${number(load.waiting)}</b> <span class="unit">waiting</span>
      ${load.oldest_waiting_at ? html`<small>first due <mw-ago at=${load.oldest_waiting_at}></mw-ago></small>` : nothing}
      ${load.later ? html`<small>${number(load.later)} for later</small>` : nothing}</td>
    <td class="busy" role="cell">${gauge(load)}</td>
    <td class="lately" role="cell">${failures(load.recent)}
      ${load.estimate ? html`<small>${load.estimate.usually}</small>` : nothing}
      ${load.needs_attention ? html`<small><a href="/tasks?show=attention&type=${load.task_type}">${number(load.needs_attention)} ${load.needs_attention === 1 ? 'needs' : 'need'} attention</a></small>` : nothing}</td>
    <td class="acts" role="cell">${load.known && load.done_by !== 'meanwhile' ? button(load, hold) : nothing}</td>
  </tr>`;
}

/** By whom a type is kept back, since when, and why. */
export function held(pause: Pause): TemplateResult {
  return html`<p class="held"><span class="pill will-retry">${icon('pause')}Paused</span>
    <span>by ${pause.by.replace(/^user:/, '')} <mw-ago at=${pause.at}></mw-ago>: ${pause.reason}</span></p>`;
}

/** How many run, of how many that may. */
export function gauge(load: Workload): TemplateResult {
  return html`<b>${running(load)}</b> <span class="unit">running</span>
    ${load.limit === null ? nothing : html`<meter min="0" max=${load.limit} .value=${Math.min(load.running, load.limit)} aria-label="Running ${load.title}">${running(load)}</meter>`}
    ${load.limit_is_places ? html`<small>places on ${number(load.nodes)} ${load.nodes === 1 ? 'node' : 'nodes'}</small>` : nothing}
    ${load.outside ? html`<small>${number(load.outside)} outside</small>` : nothing}`;
}

export function button(load: Workload, hold: (verb: 'pause' | 'resume') => void): TemplateResult {
  return load.paused
    ? html`<button class="button slim" aria-label="Resume ${load.title}" @click=${() => hold('resume')}>Resume</button>`
    : html`<button class="button slim" aria-label="Pause ${load.title}" @click=${() => hold('pause')}>Pause</button>`;
}
