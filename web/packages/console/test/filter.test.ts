import { describe, expect, it } from 'vitest';
import { anEvent } from '../../client/test/samples.ts';
import { countOf, filterOf, queryOf, TABS, wouldList } from '../src/tasks/filter.ts';

const of = (query: string) => filterOf(new URLSearchParams(query));

describe('filter of the task list', () => {
  it('is read from the address', () => {
    expect(queryOf(of('show=failed&type=data_import&q=zip&cursor=c1'))).toEqual({
      status: ['failed', 'timeout'],
      type: ['data_import'],
      q: 'zip',
      entity: '',
      cursor: 'c1',
      limit: 25,
    });
  });

  it('shows everything where the address says nothing, or nonsense', () => {
    expect(of('').tab.title).toBe('All');
    expect(of('show=nonsense').tab.title).toBe('All');
  });

  it('counts a tab over its states', () => {
    const counts = { pending: 1, processing: 2, completed: 3, failed: 4, cancelled: 5, timeout: 6 };
    const labels = { needs_attention: 7, will_retry: 3, dismissed: 2, scheduled: 1 };
    expect(TABS.map(tab => countOf(tab, counts, labels))).toEqual([21, 1, 1, 2, 10, 3, 7, 2, 3, 5]);
    expect(TABS.map(tab => countOf(tab, counts))).toContain(undefined);
  });

  it('asks by the word where a state does not say enough', () => {
    expect(queryOf(of('show=attention'))).toMatchObject({ status: [], label: 'needs_attention' });
    const submitted = anEvent({ event_type: 'submitted', version: 1 });
    expect(wouldList(of('show=dismissed'), submitted)).toBe(false);
  });

  it('knows which new tasks would stand in the list', () => {
    const submitted = anEvent({ event_type: 'submitted', version: 1 });
    expect(wouldList(of(''), submitted)).toBe(true);
    expect(wouldList(of('q=ZIP'), submitted)).toBe(true);
    expect(wouldList(of('q=airport'), submitted)).toBe(false);
    expect(wouldList(of('type=drive_times'), submitted)).toBe(false);
    expect(wouldList(of('show=done'), submitted)).toBe(false);
    expect(wouldList(of('entity=upload:upload-1'), submitted)).toBe(true);
    expect(wouldList(of(''), anEvent({ event_type: 'reported' }))).toBe(false);
  });
});
