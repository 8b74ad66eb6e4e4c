import type { Connection } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { Element } from '../element.ts';
import { feed } from '../session.ts';
import { hour } from '../when.ts';

const WORDS: Record<Connection, [string, string]> = {
  connecting: ['connecting', 'Live updates are being connected.'],
  live: ['live', 'This page updates by itself.'],
  reconnecting: ['reconnecting', 'The connection broke; it is being made again. Nothing is missed.'],
  polling: ['every 5 s', 'Live updates do not come through, so this page asks every five seconds.'],
  paused: ['paused', 'Live updates pause while this page is hidden.'],
  offline: ['offline', 'The server cannot be reached. What is shown may be old.'],
};

/** Whether what is shown is live. */
export class ConnectionDot extends Element {
  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(feed.connection.listen(() => this.requestUpdate()));
  }

  override render(): TemplateResult {
    const [word, explanation] = WORDS[feed.state];
    const since = feed.state === 'offline' && feed.heardAt ? `, as of ${hour(feed.heardAt)}` : '';
    return html`<span class="connection ${feed.state}" title=${explanation} role="status">
      <i></i><span class="word">${word}${since}</span></span>`;
  }
}

customElements.define('mw-connection', ConnectionDot);
