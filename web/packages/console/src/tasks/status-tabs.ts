import { type Counts, number } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { withParameters } from '../router.ts';
import { countOf, TABS, type Tab } from './filter.ts';

/** Where the server stops counting. */
const CAP = 10_000;

/** The states with their counts; each is a link that filters the list. */
export class StatusTabs extends Element {
  @property() show = '';
  @property({ attribute: false }) counts: Counts | undefined;

  override render(): TemplateResult {
    return html`<nav class="tabs" aria-label="Tasks by state">${TABS.map(tab => this.#tab(tab))}</nav>`;
  }

  #tab(tab: Tab): TemplateResult {
    const counts = this.counts;
    const count = counts ? countOf(tab, counts) : undefined;
    const capped = counts && Object.entries(counts).some(([status, n]) => n >= CAP && covers(tab, status));
    const alarm = tab.show === 'attention' && count ? 'alarm' : '';
    return html`<a class=${alarm} href=${withParameters({ show: tab.show, cursor: null })}
      aria-current=${tab.show === this.show ? 'page' : nothing}>${tab.title}
      ${count === undefined ? nothing : html`<span class="count">${number(count)}${capped ? '+' : ''}</span>`}</a>`;
  }
}

function covers(tab: Tab, status: string): boolean {
  return tab.states.length === 0 || (tab.states as readonly string[]).includes(status);
}

customElements.define('mw-status-tabs', StatusTabs);
