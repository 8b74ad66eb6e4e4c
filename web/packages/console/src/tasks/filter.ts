import type {
  BulkAction,
  Counts,
  LabelCounts,
  LabelName,
  LiveEvent,
  Status,
  TaskQuery,
} from '@meanwhile/client';

/** A tab of the list: the word for people, and the states behind it. */
export interface Tab {
  show: string;
  title: string;
  states: readonly Status[];
  /** The word that the server knows the tasks of this tab by, where a state does not say enough. */
  label?: LabelName;
  /** What may be done to all of them at once. */
  bulk?: readonly BulkAction[];
}

export const TABS: readonly Tab[] = [
  { show: '', title: 'All', states: [] },
  { show: 'waiting', title: 'Waiting', states: ['pending'], bulk: ['cancel'] },
  { show: 'scheduled', title: 'Scheduled', states: ['pending'], label: 'scheduled' },
  { show: 'running', title: 'Running', states: ['processing'] },
  { show: 'failed', title: 'Failed', states: ['failed', 'timeout'] },
  { show: 'retrying', title: 'Will retry', states: [], label: 'will_retry' },
  {
    show: 'attention',
    title: 'Needs attention',
    states: [],
    label: 'needs_attention',
    bulk: ['retry', 'dismiss'],
  },
  { show: 'dismissed', title: 'Dismissed', states: [], label: 'dismissed' },
  { show: 'done', title: 'Done', states: ['completed'] },
  { show: 'cancelled', title: 'Cancelled', states: ['cancelled'] },
];

/** Which tasks to list: read from the address, so that a filtered list can be linked to. */
export interface Filter {
  tab: Tab;
  type: string;
  q: string;
  entity: string;
  cursor: string;
}

export function filterOf(search: URLSearchParams): Filter {
  const show = search.get('show') ?? '';
  return {
    tab: TABS.find(tab => tab.show === show) ?? TABS[0]!,
    type: search.get('type') ?? '',
    q: search.get('q') ?? '',
    entity: search.get('entity') ?? '',
    cursor: search.get('cursor') ?? '',
  };
}

export function queryOf(filter: Filter): TaskQuery {
  return {
    status: filter.tab.states,
    label: filter.tab.label,
    type: filter.type ? [filter.type] : [],
    q: filter.q,
    entity: filter.entity,
    cursor: filter.cursor,
    limit: 25,
  };
}

export function isNarrowed(filter: Filter): boolean {
  return Boolean(filter.type || filter.q || filter.entity);
}

/** Whether a task that was just submitted would stand in this list. */
export function wouldList(filter: Filter, event: LiveEvent): boolean {
  if (event.event_type !== 'submitted') return false;
  if (filter.tab.label) return false;
  if (filter.tab.states.length > 0 && !filter.tab.states.includes('pending')) return false;
  if (filter.type && filter.type !== event.task_type) return false;
  if (filter.entity && filter.entity !== `${event.entity_type}:${event.entity_id}`) return false;
  const text = `${event.entity_label ?? ''} ${event.entity_id ?? ''} ${event.event_data.status_message ?? ''}`;
  return !filter.q || text.toLowerCase().includes(filter.q.toLowerCase());
}

/** The tasks of a tab, counted; with all tabs together for the first. */
export function countOf(tab: Tab, counts: Counts, labels?: LabelCounts): number | undefined {
  if (tab.label) return labels?.[tab.label];
  const states = tab.states.length > 0 ? tab.states : (Object.keys(counts) as Status[]);
  return states.reduce((sum, status) => sum + counts[status], 0);
}
