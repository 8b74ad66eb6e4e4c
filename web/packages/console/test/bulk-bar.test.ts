import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { Standin } from '../../client/test/standin.ts';
import { BulkBar } from '../src/tasks/bulk-bar.ts';
import { filterOf } from '../src/tasks/filter.ts';

describe('changing all tasks of a list', () => {
  const server = new Standin();
  const bar = () => document.querySelector<BulkBar>('mw-bulk-bar')!;
  const buttons = () => [...bar().querySelectorAll('button')];
  const show = async (query: string) => {
    bar().filter = filterOf(new URLSearchParams(query));
    await bar().updateComplete;
  };

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/tasks`);
    expect(customElements.get('mw-bulk-bar')).toBe(BulkBar);
  });
  beforeEach(() => {
    server.bodies = [];
    server.tasks.clear();
    server.add({ id: 'a', status: 'failed' });
    server.add({ id: 'b', status: 'failed' });
    document.body.innerHTML = '<mw-bulk-bar></mw-bulk-bar>';
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(() => server.stop());

  it('is offered where it makes sense', async () => {
    await show('');
    expect(buttons()).toEqual([]);
    await show('show=attention');
    expect(buttons().map(button => button.textContent?.trim())).toEqual(['Retry all…', 'Dismiss all…']);
    await show('show=waiting');
    expect(buttons().map(button => button.textContent?.trim())).toEqual(['Cancel all…']);
  });

  it('says why a search keeps it from being offered', async () => {
    await show('show=attention&q=zip');
    expect(buttons()[0]?.getAttribute('aria-disabled')).toBe('true');
    expect(bar().textContent).toContain('Clear the search');
    buttons()[0]?.click();
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('asks with the count, and sends what was counted', async () => {
    await show('show=attention&type=data_import');
    buttons()[1]?.click();
    await eventually(() => expect(document.querySelector('h2')?.textContent).toBe('Dismiss 2 tasks?'));
    document.querySelector('textarea')!.value = 'Done by hand.';
    const form = document.querySelector('dialog form') as HTMLFormElement;
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    await eventually(() => expect(bar().textContent).toContain('Follow it'));
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual({
      action: 'dismiss',
      filter: { type: ['data_import'] },
      expected: 2,
      reason: 'Done by hand.',
    });
  });

  it('says when there is nothing to change', async () => {
    server.tasks.clear();
    await show('show=attention');
    buttons()[0]?.click();
    await eventually(() => expect(bar().textContent).toContain('There is nothing to change.'));
  });
});
