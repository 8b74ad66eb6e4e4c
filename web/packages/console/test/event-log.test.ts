import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anEvent } from '../../client/test/samples.ts';
import { Standin } from '../../client/test/standin.ts';
import { EventLog } from '../src/task/event-log.ts';

describe('event log', () => {
  const server = new Standin();
  let log: EventLog;
  let id = '';

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/tasks/x`);
  });
  beforeEach(() => {
    id = crypto.randomUUID();
    server.add({ id, version: 0 });
    log = new EventLog(id);
  });
  afterAll(() => server.stop());

  function tell(times: number): void {
    for (let i = 0; i < times; i++) server.change(id, 'reported');
  }

  const versions = () => log.events.map(event => event.version);

  it('reads a short story in full', async () => {
    tell(30);
    await log.open(30);
    expect(versions()).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('reads both ends of a long one, and the middle when asked for', async () => {
    tell(1_000);
    await log.open(1_000);
    expect(versions()[0]).toBe(1);
    expect(versions().at(-1)).toBe(1_000);
    expect(versions().length).toBeLessThan(100);
    await log.readAfter(12, 960);
    expect(versions()).toHaveLength(1_000);
    expect(log.torn).toBe(false);
  });

  it('takes events of the stream once, in order, and only its own', async () => {
    tell(3);
    await log.open(3);
    log.take(anEvent({ task_id: id, version: 5 }), anEvent({ task_id: id, version: 4 }));
    log.take(anEvent({ task_id: id, version: 5 }), anEvent({ task_id: 'other', version: 6 }));
    expect(versions()).toEqual([1, 2, 3, 4, 5]);
  });

  it('notices a tear and mends it', async () => {
    tell(6);
    log.take(...server.log.filter(event => event.task_id === id && event.version !== 5));
    expect(log.torn).toBe(true);
    await log.mend();
    expect(log.torn).toBe(false);
    expect(versions()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
