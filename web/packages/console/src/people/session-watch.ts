import type { SessionState } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { moved } from '../router.ts';
import { api, hasActed, stay } from '../session.ts';

/** How often to look how much time is left; the server decides, this only asks. */
const LOOK = 20_000;
const TICK = 1_000;

/** The pages for those who are not signed in. */
const OUTSIDE = /^\/(sign-in|setup|join)$/;

const CHANNEL = 'meanwhile-session';

/** Lets the other tabs of this browser look at once whether they are still signed in. */
export function tellTabs(word: 'stayed' | 'left'): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.postMessage(word);
  tabs.close();
}

/** Warns two minutes before the session ends; any key or click keeps it. */
export class SessionWatch extends Element {
  @state() private left: number | null = null;

  #end = Number.POSITIVE_INFINITY;
  #warning = 120;
  #keepable = true;
  #looks: ReturnType<typeof setInterval> | undefined;
  #ticks: ReturnType<typeof setInterval> | undefined;
  readonly #others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#looks = setInterval(() => void this.#look(), LOOK);
    this.#ticks = setInterval(() => this.#tick(), TICK);
    const wake = () => document.visibilityState === 'visible' && void this.#look();
    document.addEventListener('visibilitychange', wake);
    if (this.#others) this.#others.onmessage = () => void this.#look();
    void this.#look();
    let outside = OUTSIDE.test(location.pathname);
    this.whileConnected(
      // Whoever has just signed in is watched from then on.
      moved.listen(({ path }) => {
        if (outside && !OUTSIDE.test(path)) void this.#look();
        outside = OUTSIDE.test(path);
        if (outside) this.#forget();
      }),
      () => clearInterval(this.#looks),
      () => clearInterval(this.#ticks),
      () => document.removeEventListener('visibilitychange', wake),
      () => this.#others?.close(),
    );
  }

  override render(): TemplateResult {
    return html`<dialog class="watch" aria-labelledby="watch-heading" aria-describedby="watch-words" @cancel=${this.#stay}>
      ${this.left === null ? nothing : this.#words(this.left)}
    </dialog>`;
  }

  #words(left: number): TemplateResult {
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    return html`<h2 id="watch-heading">Still there?</h2>
      <p id="watch-words">You will be signed out in <span role="timer">${time}</span>${
        this.#keepable
          ? '.'
          : ', because twelve hours have passed. Finish what you are doing, then sign in again.'
      }</p>
      <div class="row"><button class="button primary" autofocus @click=${this.#stay}>${
        this.#keepable ? 'Stay signed in' : 'I have understood'
      }</button></div>`;
  }

  override updated(): void {
    const dialog = this.querySelector('dialog');
    if (!dialog) return;
    if (this.left !== null && !dialog.open) dialog.showModal();
    if (this.left === null && dialog.open) dialog.close();
  }

  async #look(): Promise<void> {
    if (OUTSIDE.test(location.pathname)) return;
    try {
      // What the person did since the last call is told first: reading alone keeps nobody signed in.
      this.#take(
        hasActed() && this.left === null ? await stay() : await api.ask<SessionState>('GET', '/api/session'),
      );
    } catch {
      // The next look tells; whoever is signed out hears it from every other call.
    }
  }

  #take(session: SessionState): void {
    if (session.idle_left === null || session.total_left === null) {
      this.#end = Number.POSITIVE_INFINITY;
      // Signed out: the next call that needs a session says so, and the frame goes to the sign-in.
      if (!session.signed_in) void api.me().catch(() => {});
    } else {
      this.#keepable = session.idle_left < session.total_left;
      this.#warning = session.warning;
      this.#end = performance.now() + Math.min(session.idle_left, session.total_left) * 1_000;
    }
    this.#tick();
  }

  /** There is no session to warn of. */
  #forget(): void {
    this.left = null;
    this.#end = Number.POSITIVE_INFINITY;
  }

  #tick(): void {
    const left = Math.ceil((this.#end - performance.now()) / 1_000);
    if (left > this.#warning || !Number.isFinite(left)) {
      this.left = null;
    } else if (left > 0) {
      this.left = left;
    } else {
      this.left = null;
      this.#end = Number.POSITIVE_INFINITY;
      void this.#look();
    }
  }

  readonly #stay = async (event: Event) => {
    event.preventDefault();
    this.left = null;
    if (!this.#keepable) {
      this.#warning = 0;
      return;
    }
    try {
      this.#take(await stay());
      tellTabs('stayed');
    } catch {
      // The frame goes to the sign-in.
    }
  };
}

customElements.define('mw-session-watch', SessionWatch);
