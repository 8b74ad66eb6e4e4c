import type { Dependency } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { icon } from '../parts/icons.ts';
import { may } from '../people/preferences.ts';
import { api, feed, store } from '../session.ts';
import { DESK_TYPES, serviceName } from './entity-tasks.ts';

/** What does not come as soon as usual while a service is away. */
const MEANING: Record<string, string> = {
  google_maps:
    'Travel times are calculated as soon as it answers. Saving and booking go on; transit time may need to be entered manually.',
  google_calendar: 'Calendars are brought up to date as soon as it answers. Saving and booking go on.',
  quo: 'Contacts and text messages follow as soon as it answers. Saving and booking go on.',
};

/** A quiet line while a service that the desk needs is away; nothing at all otherwise. */
export class OutageHint extends Element {
  @state() private away: string[] = [];

  readonly #look = calm(() => void this.#read(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#look();
    }, 30_000);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#look.stop(),
      feed.resync.listen(this.#look),
      store.changed.listen(this.#look),
    );
  }

  override render(): TemplateResult | typeof nothing {
    if (this.away.length === 0) return nothing;
    return html`<div class="hint-line" role="note">${icon('clock')}<div>${this.away.map(
      name => html`<p><strong>${serviceName(name)} does not answer.</strong> ${MEANING[name] ?? ''}</p>`,
    )}</div></div>`;
  }

  /** Who may not look at services learns it from the tasks that wait for one. */
  async #read(): Promise<void> {
    let away = parked();
    if (may('operations:read:any')) {
      try {
        away = (await api.dependencies()).filter(isAway).map(one => one.name);
      } catch {
        // What the tasks say is enough.
      }
    }
    away = away.filter(name => name in MEANING).sort();
    if (away.join() !== this.away.join()) this.away = away;
  }
}

function isAway(service: Dependency): boolean {
  return service.label !== 'working' && service.label !== 'recovering';
}

function parked(): string[] {
  const names = store
    .all()
    .filter(task => task.status === 'pending' && task.parked_on && DESK_TYPES.includes(task.task_type))
    .map(task => task.parked_on as string);
  return [...new Set(names)];
}

customElements.define('mw-outage-hint', OutageHint);
