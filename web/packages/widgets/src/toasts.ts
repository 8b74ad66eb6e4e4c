import { failureOf, type Hub, nameOf, sentenceOf, type Task } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from './announcer.ts';
import { whyOf } from './causes.ts';
import { dismiss, reinstate, retry } from './deeds.ts';
import { drawing, PARTS, shapeOf } from './icons.ts';
import { askPanel } from './panel-door.ts';
import { clock, SAY } from './say.ts';
import { Stage } from './stage.ts';
import { theme } from './theme.css.ts';
import { type Toast, ToastDesk } from './toast-desk.ts';
import { toastStyles } from './toasts.css.ts';
import { Widget, wordsOf } from './widget.ts';

const TICK = 250;

/** `<mw-toasts>`: tells of failures that need this page's person; of those that are retried only with `retries`. */
export class Toasts extends Widget {
  static override styles = [theme, toastStyles];

  @property({ type: Boolean }) retries = false;
  /** Shown where it stands, and for good: for pages that show what toasts look like. */
  @property({ type: Boolean, reflect: true }) still = false;

  readonly #desk = new ToastDesk();
  readonly #announcer = new Announcer(this);
  readonly #stage = new Stage();
  readonly #trouble = new Map<string, string>();
  #pointed = false;
  #before: Element | null = null;

  protected override joined(hub: Hub): void {
    const timer = setInterval(() => this.#pass(), TICK);
    const keys = (event: KeyboardEvent) => this.#key(event);
    addEventListener('keydown', keys);
    this.whileJoined(
      hub.changed.listen(() => this.#look()),
      this.#stage.changed.listen(() => this.#look()),
      () => clearInterval(timer),
      () => removeEventListener('keydown', keys),
      () => this.#stage.leave(),
    );
  }

  override render(): TemplateResult {
    const shown = this.#desk.shown;
    return html`<div class="said" role="status" aria-live="polite">${this.#announcer.text}</div>
      ${this.#desk.isEmpty ? nothing : this.#list(shown)}`;
  }

  #list(shown: readonly Toast[]): TemplateResult {
    const rest = this.#desk.rest;
    return html`<section part="toasts" tabindex="-1" aria-label=${SAY.toasts} @pointerenter=${() => (this.#pointed = true)}
      @pointerleave=${() => (this.#pointed = false)} @keydown=${this.#leaveKey}>
      <ul>${repeat(
        shown,
        toast => toast.cause,
        toast => this.#toast(toast),
      )}</ul>
      ${rest > 0 ? html`<div class="rest" part="rest"><span>${SAY.more(rest)}</span><button class="plain" @click=${this.#showAll}>${SAY.showAll}</button></div>` : nothing}
    </section>`;
  }

  #toast(toast: Toast): TemplateResult {
    const [task] = toast.tasks;
    const again = !!task?.next_retry_at;
    const kind = toast.done ? 'done' : again ? 'again' : 'bad';
    const trouble = this.#trouble.get(toast.cause);
    return html`<li class=${kind} part="toast ${kind}">
      <div class="head">${drawing(shapeOf(again ? 'will retry' : toast.done ? 'done' : 'needs attention'))}
        <div>${toast.done ? html`<p>${toast.done}</p>` : body(toast.tasks)}</div>
        <button class="icon" part="close" aria-label=${SAY.hide} @click=${() => this.#hide(toast)}>${drawing(PARTS.close)}</button></div>
      ${trouble ? html`<p class="problem" role="alert">${trouble}</p>` : nothing}
      <div class="row" part="actions">${toast.done ? this.#undo(toast) : this.#actions(toast, again)}</div>
    </li>`;
  }

  #actions(toast: Toast, again: boolean): TemplateResult {
    const may = this.hub?.inbox?.mayChange;
    return html`${may && !again ? html`<button part="retry" @click=${() => void this.#retry(toast)}>${SAY.retry}</button>` : nothing}
      <button part="details" @click=${() => this.#details(toast)}>${SAY.details}</button>
      ${may ? html`<button part="dismiss" @click=${() => void this.#dismiss(toast)}>${SAY.dismiss}</button>` : nothing}`;
  }

  #undo(toast: Toast): TemplateResult | typeof nothing {
    return toast.undo.length > 0
      ? html`<button part="undo" @click=${() => void this.#takeBack(toast)}>${SAY.undo}</button>`
      : nothing;
  }

  /** Takes what is new, if this tab is the one that tells. */
  #look(): void {
    const inbox = this.hub?.inbox;
    if (!inbox?.loaded) return;
    void this.#stage.enter(inbox.me.id);
    const all = [...inbox.failures, ...(this.retries ? inbox.retries : [])];
    this.#desk.keep(task => all.some(one => one.id === task.id));
    if (inbox.memory.isNew) inbox.memory.tell(all.map(failureOf));
    if (this.#stage.isOurs || this.still) {
      const fresh = all.filter(
        task => !inbox.memory.hasTold(failureOf(task)) && !inbox.memory.isMuted(task.task_type),
      );
      if (fresh.length > 0) this.#tell(fresh);
    }
    this.requestUpdate();
  }

  #tell(fresh: Task[]): void {
    this.hub?.inbox?.memory.tell(fresh.map(failureOf));
    const before = this.#desk.shown.length + this.#desk.rest;
    this.#desk.add(fresh.reverse());
    const newest = this.#desk.shown.at(-1);
    if (newest && this.#desk.shown.length + this.#desk.rest > before)
      this.#announcer.say(sentence(newest.tasks));
  }

  #pass(): void {
    if (this.#desk.isEmpty) {
      this.#desk.pass(TICK, true);
      return;
    }
    const before = this.#desk.shown.length;
    const focused = this.shadowRoot?.activeElement !== null;
    this.#desk.pass(TICK, this.still || this.#pointed || focused || document.visibilityState === 'hidden');
    if (this.#desk.shown.length !== before) this.#redraw();
  }

  async #retry(toast: Toast): Promise<void> {
    await this.#act(toast, async hub => {
      const done = await retry(hub, toast.tasks);
      this.#desk.finish(toast.cause, SAY.didRetry(done.length), []);
    });
  }

  async #dismiss(toast: Toast): Promise<void> {
    await this.#act(toast, async hub => {
      const done = await dismiss(hub, toast.tasks);
      this.#desk.finish(toast.cause, SAY.didDismiss(done.length), done);
    });
  }

  async #takeBack(toast: Toast): Promise<void> {
    await this.#act(toast, async hub => {
      await reinstate(hub, toast.undo);
      this.#desk.hide(toast.cause);
    });
  }

  async #act(toast: Toast, deed: (hub: Hub) => Promise<void>): Promise<void> {
    this.#trouble.delete(toast.cause);
    toast.busy = true;
    try {
      if (this.hub) await deed(this.hub);
    } catch (thrown) {
      this.#trouble.set(toast.cause, wordsOf(thrown));
    }
    toast.busy = false;
    this.#redraw();
  }

  #details(toast: Toast): void {
    const [task] = toast.tasks;
    if (!askPanel({ open: true, opener: null }) && task) this.openTask(task);
    this.#hide(toast);
  }

  #showAll(): void {
    askPanel({ open: true, opener: null });
    this.#desk.hideAll();
    this.#redraw();
  }

  #hide(toast: Toast): void {
    this.#desk.hide(toast.cause);
    this.#redraw();
  }

  /** Where the keyboard stood on something that is gone, it goes back to where it came from. */
  #redraw(): void {
    const inside = this.shadowRoot?.activeElement !== null;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (!inside || this.shadowRoot?.activeElement) return;
      if (this.#desk.isEmpty) this.#back();
      else this.#enter();
    });
  }

  #key(event: KeyboardEvent): void {
    const wanted = event.key === 'F6' || (event.altKey && event.code === 'KeyT');
    if (!wanted || this.#desk.isEmpty) return;
    event.preventDefault();
    if (this.shadowRoot?.activeElement) {
      this.#back();
      return;
    }
    this.#before = document.activeElement;
    this.#enter();
  }

  #leaveKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#back();
  }

  #enter(): void {
    this.renderRoot.querySelector<HTMLElement>('section')?.focus();
  }

  #back(): void {
    const before = this.#before;
    this.#before = null;
    (this.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }
}

function body(tasks: readonly Task[]): TemplateResult {
  const [task] = tasks;
  if (!task) return html``;
  if (tasks.length > 1) return html`<p class="why">${sentence(tasks)}</p>`;
  return html`<p class="name">${nameOf(task)}</p><p class="why">${sentenceOf(task)}</p>`;
}

function sentence(tasks: readonly Task[]): string {
  const [task] = tasks;
  if (!task) return '';
  if (tasks.length === 1) return `${nameOf(task)}: ${sentenceOf(task)}`;
  const again = task.next_retry_at ? ` ${SAY.retryingAt(clock(task.next_retry_at))}` : '';
  return SAY.many(tasks, whyOf(task)) + again;
}

if (!customElements.get('mw-toasts')) customElements.define('mw-toasts', Toasts);

declare global {
  interface HTMLElementTagNameMap {
    'mw-toasts': Toasts;
  }
}
