import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { go, place, withParameters } from '../router.ts';
import type { Filter } from './filter.ts';

/** What stands where there are no rows. */
export function noTasks(filter: Filter, narrowed: boolean): TemplateResult {
  if (narrowed) {
    return html`<div class="card empty">${icon('search')}<h2>Nothing matches</h2>
      <p>No task fits this search.</p>
      <a class="button" href=${withParameters({ q: null, type: null, entity: null, cursor: null })}>Clear the filters</a></div>`;
  }
  if (filter.tab.show === 'failed' || filter.tab.show === 'attention') {
    return html`<div class="card empty">${icon('check')}<h2>${filter.tab.show === 'failed' ? 'Nothing failed' : 'Nothing needs attention'}</h2>
      <p>Tasks that failed show up here, with what to do.</p></div>`;
  }
  if (filter.tab.show) {
    return html`<div class="card empty">${icon('inbox')}<h2>No tasks here</h2>
      <p>No task is in this state right now.</p><a class="button" href="/tasks">See all tasks</a></div>`;
  }
  return html`<div class="card empty">${icon('inbox')}<h2>No tasks yet</h2>
    <p>Import a file to see the first one.</p><a class="button primary" href="/import">Import a file</a></div>`;
}

/** The way to older tasks and back. The cursors passed on the way are kept with the entry of the history. */
export function paging(filter: Filter, next: string | null): TemplateResult | typeof nothing {
  if (!next && !filter.cursor) return nothing;
  const trail = trailOf(place().state);
  const older = () => {
    go(withParameters({ cursor: next }), { state: { trail: [...trail, filter.cursor] } });
    scrollTo(0, 0);
  };
  const newer = () => {
    go(withParameters({ cursor: trail.at(-1) ?? null }), { state: { trail: trail.slice(0, -1) } });
    scrollTo(0, 0);
  };
  return html`<div class="paging">
    ${filter.cursor ? html`<button class="button" @click=${newer}>${trail.length > 0 ? 'Newer' : 'Back to the newest'}</button>` : html`<span></span>`}
    ${next ? html`<button class="button" @click=${older}>Older</button>` : nothing}
  </div>`;
}

function trailOf(state: unknown): string[] {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail.filter((cursor): cursor is string => typeof cursor === 'string') : [];
}
