import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from './element.ts';
import './home/home-page.ts';
import { Loading } from './loading.ts';
import './not-found-page.ts';
import './parts/connection.ts';
import { problemBox } from './parts/problem.ts';
import './parts/theme-switch.ts';
import { Problem, sharedReader, type Task } from '@meanwhile/client';
import '@meanwhile/widgets';
import { DESK, deskLinks, isDriver } from './desk/routes.ts';
import { follow } from './people/preferences.ts';
import './people/session-watch.ts';
import { go, moved, type Place, place } from './router.ts';
import { api, feed, hub, signInAddress } from './session.ts';

export interface Route {
  path: RegExp;
  load?: () => Promise<unknown>;
  view: (found: RegExpMatchArray) => TemplateResult;
}

const ROUTES: Route[] = [
  { path: /^\/$/, view: () => html`<mw-home-page></mw-home-page>` },
  {
    path: /^\/import$/,
    load: () => import('./import/import-page.ts'),
    view: () => html`<mw-import-page></mw-import-page>`,
  },
  {
    path: /^\/outages$/,
    load: () => import('./outages/outages-page.ts'),
    view: () => html`<mw-outages-page></mw-outages-page>`,
  },
  {
    path: /^\/tasks$/,
    load: () => import('./tasks/tasks-page.ts'),
    view: () => html`<mw-tasks-page></mw-tasks-page>`,
  },
  {
    path: /^\/tasks\/([^/]+)$/,
    load: () => import('./task/task-page.ts'),
    view: found => html`<mw-task-page .taskId=${decodeURIComponent(found[1] ?? '')}></mw-task-page>`,
  },
  {
    path: /^\/schedules$/,
    load: () => import('./schedules/schedules-page.ts'),
    view: () => html`<mw-schedules-page></mw-schedules-page>`,
  },
  {
    path: /^\/types$/,
    load: () => import('./types/types-page.ts'),
    view: () => html`<mw-types-page></mw-types-page>`,
  },
  {
    path: /^\/types\/([^/]+)$/,
    load: () => import('./types/type-page.ts'),
    view: found => html`<mw-type-page .type=${decodeURIComponent(found[1] ?? '')}></mw-type-page>`,
  },
];

const PEOPLE: Route[] = [
  {
    path: /^\/sign-in$/,
    load: () => import('./people/sign-in-page.ts'),
    view: () => html`<mw-sign-in-page></mw-sign-in-page>`,
  },
  {
    path: /^\/(setup|join)$/,
    load: () => import('./people/arrival-page.ts'),
    view: found => html`<mw-arrival-page .kind=${found[1]}></mw-arrival-page>`,
  },
  {
    path: /^\/profile$/,
    load: () => import('./people/profile-page.ts'),
    view: () => html`<mw-profile-page></mw-profile-page>`,
  },
  {
    path: /^\/people$/,
    load: () => import('./people/people-page.ts'),
    view: () => html`<mw-people-page></mw-people-page>`,
  },
  {
    path: /^\/roles$/,
    load: () => import('./people/roles-page.ts'),
    view: () => html`<mw-roles-page></mw-roles-page>`,
  },
  {
    path: /^\/audit$/,
    load: () => import('./people/audit-page.ts'),
    view: () => html`<mw-audit-page></mw-audit-page>`,
  },
  {
    path: /^\/audit\/([^/]+)$/,
    load: () => import('./people/audit-entry-page.ts'),
    view: found => html`<mw-audit-entry .entry=${decodeURIComponent(found[1] ?? '')}></mw-audit-entry>`,
  },
];
ROUTES.push(...PEOPLE, ...DESK);

/** The pages for those who are not signed in. */
const OUTSIDE = /^\/(sign-in|setup|join)$/;

const LINKS: [string, string][] = [
  ['/', 'Home'],
  ['/tasks', 'Tasks'],
  ['/import', 'Import'],
];

/** For those who look after everybody's tasks. */
const SUPERVISION: [string, string][] = [
  ['/outages', 'Outages'],
  ['/types', 'Task types'],
];
const SUPERVISORS: readonly string[] = ['supervisor', 'admin'];

/** The frame of all pages: header, and the page of the address. */
export class App extends Element {
  @state() private place: Place = place();
  @state() private missing: Problem | null = null;

  readonly #me = new Loading(this, signal => api.me(signal));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#enter();
    this.whileConnected(api.refused.listen(() => this.#leave()));
    this.#load();
    this.whileConnected(moved.listen(next => this.#move(next)));
  }

  override render(): TemplateResult {
    const path = this.place.path;
    return html`<header class="header"><div class="inside">
        <a class="brand" href="/"><img src="/icon.svg" alt="">Meanwhile</a>
        <nav class="nav" aria-label="Pages">
          ${(OUTSIDE.test(path) ? [] : [...this.#links(), ...this.#more()]).map(([to, name]) => {
            const here = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
            return html`<a href=${to} aria-current=${here ? 'page' : nothing}>${name}</a>`;
          })}
        </nav>
        <div class="side">
          ${isDriver(this.#me.value) ? nothing : html`<mw-connection></mw-connection>`}
          ${this.#hears() ? html`<mw-bell></mw-bell>` : nothing}
          ${this.#me.value ? html`<a class="user" href="/profile" title="Your profile">${this.#me.value.full_name}</a>` : nothing}
          <mw-theme></mw-theme>
        </div>
      </div></header>
      <main id="content" tabindex="-1">
        ${this.missing ? problemBox(this.missing, () => location.reload()) : this.#page(path)}
      </main>
      ${this.#hears() ? html`<mw-panel @mw-open=${this.#open}></mw-panel><mw-toasts @mw-open=${this.#open}></mw-toasts>` : nothing}
      <mw-session-watch></mw-session-watch>`;
  }

  #hears(): boolean {
    const may = this.#me.value?.capabilities ?? [];
    return !OUTSIDE.test(this.place.path) && may.some(one => one.startsWith('notices:'));
  }

  #open(event: CustomEvent<Task>): void {
    event.preventDefault();
    go(`/tasks/${event.detail.id}`);
  }

  #more(): [string, string][] {
    const may = this.#me.value?.capabilities ?? [];
    const more: [string, string][] = [];
    if (may.includes('users:read:any')) more.push(['/people', 'People']);
    if (may.includes('audit:read:any')) more.push(['/audit', 'Audit']);
    return more;
  }

  #enter(): void {
    if (OUTSIDE.test(this.place.path)) return;
    void this.#me.run().then(me => {
      follow(me ?? null);
      hub.meet(me ?? null);
      if (me) feed.reader = sharedReader(me.id);
      if (isDriver(me) && place().path === '/') go('/desk/trips', { replace: true });
      // Who hears nothing of tasks need not ask for news of them.
      const hears =
        me?.capabilities?.some(one => one.startsWith('notices:')) ?? this.#me.problem?.status !== 401;
      if (hears && !OUTSIDE.test(this.place.path)) feed.start();
    });
  }

  /** Not signed in, or not any more: sign in, and come back here. */
  #leave(): void {
    if (OUTSIDE.test(this.place.path)) return;
    feed.stop();
    this.#me.clear();
    follow(null);
    hub.meet(null);
    go(signInAddress(), { replace: true });
  }

  #links(): [string, string][] {
    const me = this.#me.value;
    // Drivers and clients have no tasks, and no use for their pages.
    const own = me && !me.capabilities.some(one => one.startsWith('tasks:')) ? [] : LINKS;
    const links = [...own, ...deskLinks(me)];
    return SUPERVISORS.includes(me?.role ?? '') ? [...links, ...SUPERVISION] : links;
  }

  #page(path: string): TemplateResult {
    for (const route of ROUTES) {
      const found = path.match(route.path);
      if (found) return route.view(found);
    }
    return html`<mw-not-found-page></mw-not-found-page>`;
  }

  #move(next: Place): void {
    const samePage = next.path === this.place.path;
    this.place = next;
    if (samePage) return;
    this.#load();
    if (!this.#me.value) this.#enter();
    scrollTo(0, 0);
    // Readers and keyboards start at the new page, not at the link that led here.
    this.querySelector('main')?.focus({ preventScroll: true });
  }

  #load(): void {
    this.missing = null;
    const route = ROUTES.find(one => one.path.test(this.place.path));
    route?.load?.().catch(() => {
      this.missing = new Problem({
        title: 'This page could not be loaded.',
        detail: 'A part of it did not arrive; the server may be away or have been updated.',
        advice: 'Load it again.',
      });
    });
  }
}

customElements.define('mw-app', App);
