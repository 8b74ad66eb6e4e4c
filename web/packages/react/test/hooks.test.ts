import { createElement, type ReactElement, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { aPerson } from '../../client/test/samples.ts';
import { Standin } from '../../client/test/standin.ts';
import { configure, useEntityTasks, useTask, useTasks, useTaskTrigger } from '../src/index.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;

describe('hooks', () => {
  let server: Standin;
  let root: Root;
  let drawn = 0;

  beforeEach(async () => {
    server = new Standin();
    await server.start();
    server.answers.set('GET /api/me', aPerson());
    configure({ base: server.base });
    document.body.innerHTML = '<div></div>';
    root = createRoot(document.body.firstElementChild!);
    drawn = 0;
  });
  afterEach(async () => {
    root.unmount();
    await server.stop();
  });

  const text = () => document.body.textContent;
  const draw = (element: ReactElement) => root.render(createElement(StrictMode, null, element));

  function One({ id }: { id: string | null }) {
    const { label, sentence, problem, ended } = useTask(id);
    drawn++;
    return createElement('p', null, problem?.title ?? `${label ?? 'unknown'}|${sentence}|${ended}`);
  }

  function About({ entity }: { entity: string }) {
    return createElement(
      'p',
      null,
      useEntityTasks(entity)
        .map(task => task.id)
        .join(),
    );
  }

  function List({ status }: { status: 'pending' | 'completed' }) {
    const { tasks, loaded } = useTasks({ status: [status] });
    return createElement(
      'p',
      null,
      loaded ? tasks.map(task => `${task.id} ${task.status}`).join() : 'reading',
    );
  }

  it('follow a task to its end, over one connection', async () => {
    server.add({ status: 'processing', status_message: 'Row 1' });
    draw(
      createElement('div', null, createElement(One, { id: 'task-1' }), createElement(One, { id: 'task-1' })),
    );
    await eventually(() => expect(text()).toBe('running|Row 1|false'.repeat(2)));
    server.change('task-1', 'completed', { status: 'completed', status_message: 'All there.' });
    await eventually(() => expect(text()).toBe('done|All there.|true'.repeat(2)));
    expect(server.listeners).toBe(1);
    const before = drawn;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(drawn).toBe(before);
    root.render(null);
    await eventually(() => expect(server.listeners).toBe(0));
  });

  it('follow another task when the id changes, and none without', async () => {
    server.add({ status_message: 'One' });
    server.add({ id: 'task-2', status_message: 'Two' });
    draw(createElement(One, { id: null }));
    await eventually(() => expect(text()).toBe('unknown||false'));
    draw(createElement(One, { id: 'task-1' }));
    await eventually(() => expect(text()).toBe('waiting|One|false'));
    draw(createElement(One, { id: 'task-2' }));
    await eventually(() => expect(text()).toBe('waiting|Two|false'));
    draw(createElement(One, { id: 'nope' }));
    await eventually(() => expect(text()).toBe('The task was not found.'));
  });

  it('show what begins for an entity', async () => {
    server.add({ version: 1 });
    draw(createElement(About, { entity: 'upload:upload-1' }));
    await eventually(() => expect(text()).toBe('task-1'));
    server.add({ id: 'task-2', version: 0, created_at: '2026-11-22T11:00:00Z' });
    server.change('task-2', 'submitted');
    await eventually(() => expect(text()).toBe('task-2,task-1'));
  });

  it('keep a list, and change with what is asked for', async () => {
    server.add({ status: 'pending' });
    draw(createElement(List, { status: 'pending' }));
    await eventually(() => expect(text()).toBe('task-1 pending'));
    server.add({ id: 'task-2', version: 0 });
    server.change('task-2', 'submitted');
    await eventually(() => expect(text()).toBe('task-2 pending,task-1 pending'));
    server.change('task-1', 'completed', { status: 'completed' });
    await eventually(() => expect(text()).toBe('task-2 pending'));
    draw(createElement(List, { status: 'completed' }));
    await eventually(() => expect(text()).toBe('task-1 completed'));
  });

  it('begin a task once, and follow it', async () => {
    server.answers.set('POST /api/tasks', server.add({ id: 'made', status_message: 'Queued.' }));
    let trigger: ReturnType<typeof useTaskTrigger> | undefined;
    function Button() {
      trigger = useTaskTrigger('echo');
      return createElement('p', null, trigger.sentence);
    }
    draw(createElement(Button));
    await eventually(() => expect(trigger).toBeDefined());
    expect(await trigger?.start({ text: 'Hi' })).toBe('made');
    await eventually(() => expect(text()).toBe('Queued.'));
    server.change('made', 'claimed', { status: 'processing', status_message: 'Echoing.' });
    await eventually(() => expect(text()).toBe('Echoing.'));
  });
});
