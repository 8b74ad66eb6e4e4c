import { calm, failureOf, type Hub, labelOf, type Task } from '@meanwhile/client';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { allFailures, dismiss, reinstate, retry } from './deeds.ts';
import { drawing, PARTS } from './icons.ts';
import { panelStyles } from './panel.css.ts';
import { type Knock, keepDoor, tellPanel } from './panel-door.ts';
import { type ItemDeeds, panelItem } from './panel-item.ts';
import { PanelPages, TABS, type Tab } from './panel-pages.ts';
import { SAY } from './say.ts';
import { theme } from './theme.css.ts';
import { Widget, wordsOf } from './widget.ts';

/** How long something done can be taken back. */
const UNDO = 8_000;

/** `<mw-panel>`: the list behind the bell. It slides in beside the page, which stays usable. */
export class Panel extends Widget {
  static override styles = [theme, panelStyles];

  /** Open where it stands, and for good: for pages that show what a panel looks like. */
  @property({ type: Boolean, reflect: true }) still = false;

  @state() private isOpen = false;
  @state() private tab: Tab = 'attention';
  @state() private problem = '';
  @state() private done = '';
  @state() private undo: Task[] = [];

  readonly #again = calm(() => void this.#refresh(), 1_000);
  #pages: PanelPages | null = null;
  #opener: HTMLElement | null = null;
  /** What was new when the panel was opened, so that it can be told apart for as long as it is open. */
  #fresh = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sight: IntersectionObserver | undefined;

  protected override joined(hub: Hub): void {
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && this.isOpen && !this.still && !event.defaultPrevented) this.close();
    };
    addEventListener('keydown', keys);
    this.whileJoined(
      hub.changed.listen(() => {
        if (this.still && !this.isOpen && hub.inbox?.loaded) this.show();
      }),
      this.still ? () => {} : keepDoor(knock => this.#answer(knock)),
      hub.events.listen(event => {
        if (this.isOpen && event.event_type !== 'reported') this.#again();
      }),
      () => removeEventListener('keydown', keys),
      () => this.#again.stop(),
      () => this.#sight?.disconnect(),
    );
  }

  get opened(): boolean {
    return this.isOpen;
  }

  /** Shows the panel; the keyboard goes into it, and back to `opener` when it closes. */
  show(opener: HTMLElement | null = null): void {
    const inbox = this.hub?.inbox;
    if (!inbox) return;
    this.#opener = opener ?? this.#opener;
    this.#fresh = new Set(inbox.unseen.map(failureOf));
    this.isOpen = true;
    this.#choose(this.tab);
    if (this.still) return;
    tellPanel(true);
    void this.updateComplete.then(() => this.#section()?.focus());
  }

  close(): void {
    this.isOpen = false;
    tellPanel(false);
    const opener = this.#opener;
    this.#opener = null;
    if (opener?.isConnected) opener.focus();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.isOpen || !this.hub?.inbox) return nothing;
    const tasks = this.#pages?.tasks ?? [];
    return html`<section class="panel" part="panel" role="dialog" aria-label=${SAY.panel} tabindex="-1">
      <header part="header"><h2>${SAY.panel}</h2>
        <button class="icon" part="close" aria-label=${SAY.close} @click=${() => this.close()}>${drawing(PARTS.close)}</button></header>
      <div role="tablist" aria-label=${SAY.panel} @keydown=${this.#arrows}>${TABS.map(tab => this.#tabButton(tab))}</div>
      <div role="tabpanel" id="list" aria-labelledby="tab-${this.tab}" tabindex="0">
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        ${this.#together(tasks)} ${this.#groups(tasks)} ${this.#edge(tasks)}
      </div>
      <div class="foot ${this.done ? '' : 'quiet'}" part="foot"><span role="status">${this.done}</span>${this.undo.length > 0 ? html`<button part="undo" @click=${() => void this.#takeBack()}>${SAY.undo}</button>` : nothing}</div>
    </section>`;
  }

  override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // What lies open before somebody is seen, also when it comes in now.
    if (this.isOpen && !this.still && this.tab === 'attention' && document.visibilityState === 'visible')
      this.hub?.inbox?.see();
    this.#sight?.disconnect();
    const more = this.renderRoot.querySelector('.more');
    if (!more || typeof IntersectionObserver === 'undefined') return;
    this.#sight = new IntersectionObserver(seen => {
      if (seen.some(one => one.isIntersecting)) void this.#more();
    });
    this.#sight.observe(more);
  }

  #tabButton(tab: Tab): TemplateResult {
    const chosen = tab === this.tab;
    const count = tab === 'attention' ? (this.hub?.inbox?.failures.length ?? 0) : 0;
    return html`<button role="tab" id="tab-${tab}" part="tab" aria-selected=${chosen} aria-controls="list"
      tabindex=${chosen ? 0 : -1} @click=${() => this.#choose(tab)}>${SAY.tabs[tab]}${count > 0 ? ` (${SAY.badge(count)})` : ''}</button>`;
  }

  #together(tasks: Task[]): TemplateResult | typeof nothing {
    if (this.tab !== 'attention' || tasks.length < 2 || !this.hub?.inbox?.mayChange) return nothing;
    return html`<div class="row" part="together"><button @click=${() => void this.#all(retry)}>${SAY.retryAll}</button>
      <button @click=${() => void this.#all(dismiss)}>${SAY.dismissAll}</button></div>`;
  }

  #groups(tasks: Task[]): TemplateResult {
    const midnight = new Date().setHours(0, 0, 0, 0);
    const isToday = (task: Task) => Date.parse(task.created_at) >= midnight;
    const [today, earlier] = [tasks.filter(isToday), tasks.filter(task => !isToday(task))];
    return html`${this.#group(SAY.today, today)}${this.#group(SAY.earlier, earlier)}`;
  }

  #group(heading: string, tasks: Task[]): TemplateResult | typeof nothing {
    const inbox = this.hub?.inbox;
    if (tasks.length === 0 || !inbox) return nothing;
    const deeds = inbox.mayChange ? this.#deeds : null;
    return html`<h3>${heading}</h3><ul>${repeat(
      tasks,
      task => task.id,
      task => {
        const fresh = this.#fresh.has(failureOf(task)) && labelOf(task) === 'needs attention';
        return panelItem(task, fresh, inbox.memory.isMuted(task.task_type), deeds, one => this.openTask(one));
      },
    )}</ul>`;
  }

  #edge(tasks: Task[]): TemplateResult | typeof nothing {
    if (this.problem) return nothing;
    if (!this.#pages?.loaded) return html`<p class="muted empty">${SAY.loading}</p>`;
    if (this.#pages.hasMore)
      return html`<button class="more" @click=${() => void this.#more()}>${SAY.showMore}</button>`;
    return tasks.length === 0 ? html`<p class="muted empty">${SAY.none[this.tab]}</p>` : nothing;
  }

  readonly #deeds: ItemDeeds = {
    retry: task => void this.#do(retry, [task]),
    dismiss: task => void this.#do(dismiss, [task]),
    open: task => this.openTask(task),
    mute: task => {
      const memory = this.hub?.inbox?.memory;
      memory?.mute(task.task_type, !memory.isMuted(task.task_type));
    },
  };

  async #all(deed: typeof retry): Promise<void> {
    const { hub } = this;
    if (!hub?.inbox) return;
    try {
      await this.#do(deed, await allFailures(hub, hub.inbox.mine));
    } catch (thrown) {
      this.problem = wordsOf(thrown);
    }
  }

  async #do(deed: typeof retry, tasks: Task[]): Promise<void> {
    const { hub } = this;
    if (!hub) return;
    this.problem = '';
    try {
      const done = await deed(hub, tasks);
      this.#say(
        deed === dismiss ? SAY.didDismiss(done.length) : SAY.didRetry(done.length),
        deed === dismiss ? done : [],
      );
    } catch (thrown) {
      this.problem = wordsOf(thrown);
    }
    await this.#refresh();
    // The button that was pressed may be gone with its task.
    await this.updateComplete;
    if (this.isOpen && !this.shadowRoot?.activeElement) this.#section()?.focus();
  }

  async #takeBack(): Promise<void> {
    const tasks = this.undo;
    if (!this.hub) return;
    try {
      this.#say(SAY.didReinstate((await reinstate(this.hub, tasks)).length), []);
    } catch (thrown) {
      this.problem = wordsOf(thrown);
    }
    await this.#refresh();
    this.#section()?.focus();
  }

  #say(words: string, undo: Task[]): void {
    clearTimeout(this.#timer);
    this.done = words;
    this.undo = undo;
    this.#timer = setTimeout(() => {
      this.done = '';
      this.undo = [];
    }, UNDO);
  }

  #choose(tab: Tab): void {
    if (!this.hub) return;
    this.tab = tab;
    this.problem = '';
    this.#pages = new PanelPages(this.hub, tab);
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    if (!this.isOpen) return;
    await this.#read(pages => pages.refresh());
  }

  async #more(): Promise<void> {
    await this.#read(pages => pages.more());
  }

  async #read(how: (pages: PanelPages) => Promise<void>): Promise<void> {
    if (!this.#pages) return;
    try {
      await how(this.#pages);
    } catch (thrown) {
      this.problem = wordsOf(thrown);
    }
    this.requestUpdate();
  }

  #arrows(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length];
    if (!next) return;
    this.#choose(next);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
  }

  #answer(knock: Knock): void {
    if (!knock.open) {
      this.close();
      return;
    }
    if (!this.isOpen) this.tab = 'attention';
    this.show(knock.opener);
  }

  #section(): HTMLElement | null {
    return this.renderRoot.querySelector('section');
  }
}

if (!customElements.get('mw-panel')) customElements.define('mw-panel', Panel);

declare global {
  interface HTMLElementTagNameMap {
    'mw-panel': Panel;
  }
}
