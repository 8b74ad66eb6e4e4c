import { type Dependency, type Incident, Problem } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { calm } from '../calm.ts';
import { Element } from '../element.ts';
import { Loading } from '../loading.ts';
import { AskReason } from '../parts/ask-reason.ts';
import { icon } from '../parts/icons.ts';
import { problemBox, skeleton } from '../parts/problem.ts';
import { api, feed } from '../session.ts';
import './dependency-card.ts';
import './incident-record.ts';

const EVERY = 10_000;

/** The services that tasks need, and what happened to them. */
export class OutagesPage extends Element {
  @state() private failed: Problem | null = null;
  @state() private older: Incident[] = [];
  /** Where the incidents go on; undefined while only the first page is shown. */
  #cursor: string | null | undefined;

  readonly #services = new Loading(this, signal => api.dependencies(signal));
  readonly #incidents = new Loading(this, signal => api.incidents('', 20, signal));
  readonly #again = calm(() => this.#read(), 2_000);

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = 'Outages · Meanwhile';
    this.#read();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.#read();
    }, EVERY);
    this.whileConnected(
      () => clearInterval(timer),
      () => this.#again.stop(),
      feed.resync.listen(this.#again),
      feed.events.listen(event => {
        if (event.event_type === 'parked' || event.event_type === 'resumed') this.#again();
      }),
    );
  }

  override render(): TemplateResult {
    const { problem } = this.#services.problem ? this.#services : this.#incidents;
    return html`<div class="page">
      <div class="page-head"><h1>Outages</h1></div>
      <p class="lead">When a service does not answer, the tasks that need it wait and lose no try. One at a time tries it, and all go on by themselves.</p>
      ${this.failed ? problemBox(this.failed) : nothing}
      ${problem ? problemBox(problem, () => this.#read()) : nothing}
      <section class="stack" aria-labelledby="services"><h2 id="services">Services</h2>${this.#cards()}</section>
      <section class="stack" aria-labelledby="incidents"><h2 id="incidents">What happened</h2>${this.#records()}</section>
    </div>`;
  }

  #cards(): TemplateResult | typeof nothing {
    const services = this.#services.value;
    if (this.#services.first) return html`<div class="card">${skeleton(4)}</div>`;
    if (!services) return nothing;
    if (services.length === 0) {
      return html`<div class="card empty">${icon('check')}<h3>No task needs a service</h3>
        <p>A task type that names the service it needs shows it here.</p></div>`;
    }
    return html`<div class="services">${services.map(
      one =>
        html`<mw-dependency .service=${one} @mw-pause=${() => this.#direct(one, 'pause')} @mw-resume=${() => this.#direct(one, 'resume')}></mw-dependency>`,
    )}</div>`;
  }

  #records(): TemplateResult | typeof nothing {
    const page = this.#incidents.value;
    if (this.#incidents.first) return html`<div class="card">${skeleton(4)}</div>`;
    if (!page) return nothing;
    const seen = new Set(page.items.map(one => one.id));
    const all = [...page.items, ...this.older.filter(one => !seen.has(one.id))];
    if (all.length === 0) {
      return html`<div class="card empty">${icon('check')}<h3>Nothing has happened</h3>
        <p>Outages and pauses are written down here, from beginning to end.</p></div>`;
    }
    const next = this.#cursor === undefined ? page.next_cursor : this.#cursor;
    return html`${all.map(one => html`<mw-incident .incident=${one} @mw-resume=${() => this.#resumeType(one)}></mw-incident>`)}
      ${next ? html`<div><button class="button" @click=${() => void this.#more(next)}>Show older</button></div>` : nothing}`;
  }

  #read(): void {
    void this.#services.run();
    void this.#incidents.run();
  }

  async #direct(service: Dependency, verb: 'pause' | 'resume'): Promise<void> {
    const away = !service.paused;
    const reason = await AskReason.ask(
      verb === 'pause'
        ? {
            heading: `Pause ${service.title}?`,
            consequence:
              'No task that needs it is started until somebody resumes it. Tasks that run go on. Nothing is lost.',
            verb: `Pause ${service.title}`,
            refusal: 'Leave it on',
            needed: true,
          }
        : {
            heading: away ? `Try ${service.title} now?` : `Resume ${service.title}?`,
            consequence: 'One task goes first. When it gets its answer, the others follow at a set pace.',
            verb: away ? 'Try it now' : `Resume ${service.title}`,
            refusal: 'Not now',
            needed: true,
          },
    );
    if (reason !== null) await this.#act(api.direct(service.name, verb, reason));
  }

  async #resumeType(incident: Incident): Promise<void> {
    if (!incident.task_type) return;
    const reason = await AskReason.ask({
      heading: `Resume “${incident.title}”?`,
      consequence: 'Tasks of this type start again.',
      verb: 'Resume it',
      refusal: 'Not now',
      needed: true,
    });
    if (reason !== null) await this.#act(api.resumeType(incident.task_type, reason));
  }

  async #more(cursor: string): Promise<void> {
    await this.#act(
      api.incidents(cursor, 20).then(page => {
        this.older = [...this.older, ...page.items];
        this.#cursor = page.next_cursor;
      }),
    );
  }

  async #act(action: Promise<unknown>): Promise<void> {
    try {
      await action;
      this.failed = null;
    } catch (thrown) {
      this.failed = Problem.wrap(thrown);
    }
    this.#read();
  }
}

customElements.define('mw-outages-page', OutagesPage);
