import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { Standin } from '../../client/test/standin.ts';
import { feed, store } from '../src/session.ts';
import { TasksPage } from '../src/tasks/tasks-page.ts';

describe('task list', () => {
  const server = new Standin();
  /** Another one for each test, because the store of a page remembers. */
  let first = '';

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/tasks`);
    expect(customElements.get('mw-tasks-page')).toBe(TasksPage);
    feed.start();
    await eventually(() => expect(server.listeners).toBe(1));
  });
  beforeEach(async () => {
    server.tasks.clear();
    first = crypto.randomUUID();
    server.add({ id: first, entity_label: 'one.csv', status: 'processing', status_message: 'Row 1' });
    document.body.innerHTML = '<mw-tasks-page></mw-tasks-page>';
    await eventually(() => expect(names()).toEqual(['one.csv']));
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(async () => {
    feed.stop();
    await server.stop();
  });

  const names = () => [...document.querySelectorAll('.what a')].map(link => link.textContent);
  const sentence = () => {
    const link = [...document.querySelectorAll('.what a')].find(one => one.textContent === 'one.csv');
    return link?.closest('tr')?.querySelector('.now')?.textContent?.trim();
  };
  const button = (words: string) =>
    [...document.querySelectorAll('button')].find(one =>
      one.textContent?.includes(words),
    ) as HTMLButtonElement;

  function submit(id: string): void {
    server.add({ id, entity_label: `${id}.csv`, version: 0 });
    server.change(id, 'submitted');
  }

  it('changes rows in place', async () => {
    server.change(first, 'reported', { status_message: 'Row 2' });
    await eventually(() => expect(sentence()).toBe('Row 2'));
  });

  it('does not jump: new tasks wait behind a button', async () => {
    submit('two');
    submit('three');
    await eventually(() => expect(button('2 new')).toBeDefined());
    expect(names()).toEqual(['one.csv']);
    button('2 new').click();
    await eventually(() => expect(names()).toHaveLength(3));
    expect(button('new')).toBeUndefined();
  });

  it('holds still while it is paused, and catches up afterwards', async () => {
    button('Pause updates').click();
    await eventually(() => expect(button('Resume updates')).toBeDefined());
    server.change(first, 'reported', { status_message: 'Row 2' });
    submit('two');
    await eventually(() => expect(store.get(first)?.version).toBe(2));
    const page = document.querySelector<TasksPage>('mw-tasks-page');
    page?.requestUpdate();
    await page?.updateComplete;
    expect(sentence()).toBe('Row 1');
    expect(names()).toEqual(['one.csv']);
    button('Resume updates').click();
    await eventually(() => expect(names()).toHaveLength(2));
    await eventually(() => expect(sentence()).toBe('Row 2'));
  });
});
