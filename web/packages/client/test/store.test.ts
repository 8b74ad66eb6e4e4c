import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Api, TaskStore } from '../src/index.ts';
import { eventually } from './eventually.ts';
import { anEvent, aTask } from './samples.ts';
import { Standin } from './standin.ts';

describe('task store', () => {
  let server: Standin;
  let store: TaskStore;

  beforeEach(async () => {
    server = new Standin();
    store = new TaskStore(new Api(await server.start()));
  });
  afterEach(() => server.stop());

  it('folds the event that follows', () => {
    store.put(aTask());
    store.apply(anEvent({ version: 2, event_data: { status_message: 'Reading…' } }));
    expect(store.get('task-1')).toMatchObject({ version: 2, status_message: 'Reading…' });
  });

  it('ignores what it already knows, as an event and as a snapshot', () => {
    store.put(aTask({ version: 5, status_message: 'new' }));
    store.apply(anEvent({ version: 5, event_data: { status_message: 'old' } }));
    store.put(aTask({ version: 4, status_message: 'older' }));
    expect(store.get('task-1')).toMatchObject({ version: 5, status_message: 'new' });
  });

  it('takes the full task of the same version, because events do not carry input and output', () => {
    store.put(aTask({ version: 5 }));
    store.put(aTask({ version: 5, output_data: { imported: 3 } }));
    expect(store.get('task-1')?.output_data).toEqual({ imported: 3 });
  });

  it('reads the task again where a version is missing, once for many gaps', async () => {
    server.add({ version: 9, status_message: 'from the server' });
    store.put(aTask({ version: 2 }));
    store.apply(anEvent({ version: 4 }));
    store.apply(anEvent({ version: 6 }));
    store.apply(anEvent({ version: 9 }));
    await eventually(() =>
      expect(store.get('task-1')).toMatchObject({ version: 9, status_message: 'from the server' }),
    );
    expect(server.asked).toEqual(['GET /api/tasks/task-1']);
  });

  it('does not keep events of tasks that nobody looks at', () => {
    store.apply(anEvent({ task_id: 'other', version: 1 }));
    expect(store.get('other')).toBeUndefined();
  });

  it('reads a task again whose last event came in while it was being read', async () => {
    server.add({ version: 9, status: 'completed' });
    const older = aTask({ version: 4, status: 'processing' });
    store.apply(anEvent({ version: 9, event_type: 'completed' }));
    store.put(older);
    await eventually(() => expect(store.get('task-1')).toMatchObject({ version: 9, status: 'completed' }));
    expect(server.asked).toEqual(['GET /api/tasks/task-1']);
  });

  it('tells many changes of one moment at once', async () => {
    const told: string[][] = [];
    store.changed.listen(ids => told.push([...ids]));
    store.put(aTask());
    store.put(aTask({ id: 'task-2' }));
    store.apply(anEvent({ version: 2 }));
    await eventually(() => expect(told).toEqual([['task-1', 'task-2']]));
  });
});
