import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { aTask } from '../../client/test/samples.ts';
import { Standin } from '../../client/test/standin.ts';
import type { Status } from '../src/index.ts';
import '../src/index.ts';

describe('mw-status', () => {
  let server: Standin;
  let base: string;

  beforeEach(async () => {
    server = new Standin();
    base = await server.start();
  });
  afterEach(async () => {
    document.body.innerHTML = '';
    await server.stop();
  });

  function place(attributes: string): Status {
    document.body.insertAdjacentHTML('beforeend', `<mw-status base="${base}" ${attributes}></mw-status>`);
    return document.body.lastElementChild as Status;
  }

  const lines = (element: Status) =>
    [...(element.shadowRoot?.querySelectorAll('mw-task-line') ?? [])].map(line =>
      (line.shadowRoot?.querySelector('.sentence')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
    );
  const said = (element: Status) => element.shadowRoot?.querySelector('[role=status]')?.textContent;

  it('shows the sentence of a task and follows it to its end', async () => {
    server.add({ status: 'processing', status_message: 'Validating…' });
    const element = place('task="task-1"');
    await eventually(() => expect(lines(element)).toEqual(['Running: Validating…']));
    server.change('task-1', 'completed', { status: 'completed', status_message: 'Import complete!' });
    await eventually(() => expect(lines(element)).toEqual(['Done: Import complete!']));
  });

  it('fires an event for each change, and one for the end', async () => {
    const fired: string[] = [];
    for (const name of ['mw-change', 'mw-complete', 'mw-fail'])
      document.body.addEventListener(name, () => fired.push(name));
    server.add({ status: 'processing' });
    const element = place('task="task-1"');
    await eventually(() => expect(lines(element)).toHaveLength(1));
    server.change('task-1', 'failed', { status: 'failed', error_message: 'The file is empty.' });
    await eventually(() => expect(fired).toEqual(['mw-change', 'mw-change', 'mw-fail']));
  });

  it('announces the start and the end, but not each step in between', async () => {
    server.add({ status: 'processing', status_message: 'Row 1' });
    const element = place('task="task-1"');
    await eventually(() => expect(said(element)).toBe('zip-codes.csv: running. Row 1'));
    server.change('task-1', 'reported', { status_message: 'Row 2' });
    await eventually(() => expect(lines(element)).toEqual(['Running: Row 2']));
    expect(said(element)).toBe('zip-codes.csv: running. Row 1');
    server.change('task-1', 'completed', { status: 'completed', status_message: 'All there.' });
    await eventually(() => expect(said(element)).toBe('zip-codes.csv: done. All there.'));
  });

  it('shares one connection between all elements of the page', async () => {
    server.add();
    server.add({ id: 'task-2', status_message: 'Two' });
    const first = place('task="task-1"');
    const second = place('task="task-2"');
    await eventually(() => expect([...lines(first), ...lines(second)]).toHaveLength(2));
    expect(server.listeners).toBe(1);
    expect(server.asked.filter(call => call === 'GET /api/live')).toHaveLength(1);
    first.remove();
    second.remove();
    await eventually(() => expect(server.listeners).toBe(0));
  });

  it('shows what goes on for an entity, also what starts later', async () => {
    server.add({ status: 'completed', status_message: 'Old' });
    const element = place('for-entity="upload:upload-1"');
    await eventually(() => expect(lines(element)).toEqual(['Done: Old']));
    server.add({ id: 'task-2', version: 0, status_message: 'New one' });
    server.change('task-2', 'submitted');
    await eventually(() => expect(lines(element)).toEqual(['Waiting: New one']));
  });

  it('says when a task is not there', async () => {
    const element = place('task="nope"');
    await eventually(() => {
      expect(element.shadowRoot?.textContent).toContain('The task was not found. No task has this id.');
    });
  });

  it('counts what does not fit', async () => {
    const element = place('for-entity="upload:upload-1"');
    element.tasks = Array.from({ length: 8 }, (_, index) => aTask({ id: `task-${index}` }));
    await eventually(() => expect(lines(element)).toHaveLength(5));
    expect(element.shadowRoot?.textContent).toContain('and 3 more');
  });
});
