import { type Counts, type LabelCounts, number } from '@meanwhile/client';
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
  @property({ attribute: false }) labels: LabelCounts | undefined;

  override render(): TemplateResult {
    return html`<nav class="tabs" aria-label="Tasks by state">${TABS.filter(tab => this.#worth(tab)).map(tab => this.#tab(tab))}</nav>`;
  }

  /** What people seldom look for is there when there is something, or when they are in it. */
  #worth(tab: Tab): boolean {
    return !tab.label || tab.show === this.show || (this.labels?.[tab.label] ?? 0) > 0;
  }

  #tab(tab: Tab): TemplateResult {
    const counts = this.counts;
    const count = counts ? countOf(tab, counts, this.labels) : undefined;
    const alarm = tab.show === 'attention' && count ? 'alarm' : '';
    return html`<a class=${alarm} href=${withParameters({ show: tab.show, cursor: null })}
      aria-current=${tab.show === this.show ? 'page' : nothing}>${tab.title}
      ${count === undefined ? nothing : html`<span class="count">${number(Math.min(count, CAP))}${count >= CAP ? '+' : ''}</span>`}</a>`;
  }
}

customElements.define('mw-status-tabs', StatusTabs);
