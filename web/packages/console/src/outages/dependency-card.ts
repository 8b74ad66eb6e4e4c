import { type Dependency, number } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import '../parts/ago.ts';
import { type Icon, icon } from '../parts/icons.ts';
import { capital } from '../parts/pill.ts';

const LOOKS: Record<Dependency['label'], { tone: string; icon: Icon }> = {
  working: { tone: 'done', icon: 'check' },
  away: { tone: 'needs-attention', icon: 'alert' },
  trying: { tone: 'will-retry', icon: 'again' },
  recovering: { tone: 'running', icon: 'play' },
  paused: { tone: 'will-retry', icon: 'pause' },
};

/** One service and how it stands. Fires `mw-pause` and `mw-resume`. */
export class DependencyCard extends Element {
  @property({ attribute: false }) service: Dependency | undefined;

  override render(): TemplateResult | typeof nothing {
    const service = this.service;
    if (!service) return nothing;
    const look = LOOKS[service.label];
    return html`<article class="card service" aria-label=${service.title}>
      <div class="row spread"><h3>${service.title}</h3>
        <span class="pill ${look.tone}">${icon(look.icon)}${capital(service.label)}</span></div>
      <p>${sentence(service)}</p>
      ${this.#facts(service)}
      <div class="buttons">
        ${service.paused ? nothing : html`<button class="button slim" aria-label="Pause ${service.title}" @click=${() => this.#fire('mw-pause')}>Pause</button>`}
        ${service.paused ? html`<button class="button slim" aria-label="Resume ${service.title}" @click=${() => this.#fire('mw-resume')}>Resume</button>` : nothing}
        ${service.label === 'away' ? html`<button class="button slim" aria-label="Try ${service.title} now" @click=${() => this.#fire('mw-resume')}>Try it now</button>` : nothing}
      </div>
    </article>`;
  }

  #facts(service: Dependency): TemplateResult | typeof nothing {
    if (service.label === 'working') return nothing;
    return html`<dl class="facts">
      ${service.since ? html`<div><dt>Since</dt><dd><mw-ago at=${service.since}></mw-ago></dd></div>` : nothing}
      <div><dt>Waiting it out</dt><dd>${number(service.parked)} ${service.parked === 1 ? 'task' : 'tasks'}</dd></div>
      ${service.next_probe_at && !service.paused ? html`<div><dt>Tried again</dt><dd><mw-ago at=${service.next_probe_at}></mw-ago></dd></div>` : nothing}
    </dl>`;
  }

  #fire(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

/** How a service stands, in one sentence. */
export function sentence(service: Dependency): string {
  const why = service.why ? ` Last heard: ${ended(service.why)}` : '';
  switch (service.label) {
    case 'working':
      return service.failures > 0
        ? `It failed ${number(service.failures)} times in a row and is being watched.`
        : 'It answers.';
    case 'away':
      return `It is away.${why}`;
    case 'trying':
      return `One task is trying whether it answers again.${why}`;
    case 'recovering':
      return `It answers again. What waited is let in, ${number(service.pace_per_second)} a second.`;
    case 'paused':
      return `Paused by ${(service.paused?.by ?? '').replace(/^user:/, '')}: ${ended(service.paused?.reason ?? '')}`;
  }
}

function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

customElements.define('mw-dependency', DependencyCard);
