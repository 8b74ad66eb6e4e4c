import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Api, type Connection, Feed } from '../src/index.ts';
import { eventually } from './eventually.ts';
import { Standin } from './standin.ts';

const QUICK = { backoff: 10, longest: 40, poll: 15, silence: 20_000, answer: 20_000 };

describe('feed', () => {
  let server: Standin;
  let feed: Feed;
  let states: Connection[];

  beforeEach(async () => {
    server = new Standin();
    server.add({ status: 'processing' });
    feed = new Feed(new Api(await server.start()), {}, QUICK);
    states = [];
    feed.connection.listen(state => states.push(state));
  });
  afterEach(async () => {
    feed.stop();
    await server.stop();
  });

  const version = () => feed.store.get('task-1')?.version;
  const live = () => eventually(() => expect(server.listeners).toBe(1));

  it('begins with the snapshot and follows the events', async () => {
    feed.start();
    await eventually(() => expect(version()).toBe(1));
    server.change('task-1', 'reported', { progress_done: 500 });
    await eventually(() =>
      expect(feed.store.get('task-1')).toMatchObject({ version: 2, progress_done: 500 }),
    );
    expect(states).toEqual(['live']);
  });

  it('comes back after each break where it stopped: nothing is missed, nothing comes twice', async () => {
    const got: number[] = [];
    feed.events.listen(event => got.push(event.version));
    feed.start();
    for (let round = 0; round < 5; round++) {
      await live();
      await eventually(() => expect(version()).toBe(1 + 2 * round));
      server.change('task-1', 'reported');
      server.cut();
      server.change('task-1', 'reported', {}, true);
    }
    await eventually(() => expect(version()).toBe(11));
    expect(got).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(server.resumedFrom.length).toBeGreaterThanOrEqual(5);
    expect(server.asked.filter(call => call !== 'GET /api/live')).toEqual([]);
  });

  it('starts afresh when the server says that the position is gone', async () => {
    let resyncs = 0;
    feed.resync.listen(() => resyncs++);
    feed.start();
    await live();
    await eventually(() => expect(resyncs).toBe(1));
    server.change('task-1', 'reported', {}, true);
    server.reset('too old');
    await eventually(() => expect(version()).toBe(2));
    expect(server.resumedFrom).toEqual([]);
    expect(resyncs).toBe(3);
  });

  it('takes silence for death and connects again', async () => {
    server.mode = 'silent';
    feed = new Feed(new Api(server.base), {}, { ...QUICK, silence: 200, answer: 200 });
    feed.connection.listen(state => states.push(state));
    feed.start();
    await eventually(() => expect(states).toContain('reconnecting'));
    server.mode = 'live';
    await eventually(() => expect(version()).toBe(1));
    expect(feed.state).toBe('live');
  });

  it('goes over to polling where streams do not come through, and says so', async () => {
    server.mode = 'refused';
    let resyncs = 0;
    feed.resync.listen(() => resyncs++);
    feed.start();
    await eventually(() => expect(feed.state).toBe('polling'));
    await eventually(() => expect(resyncs).toBeGreaterThanOrEqual(3));
    server.mode = 'live';
    await eventually(() => expect(feed.state).toBe('live'));
  });

  it('is offline while nobody answers, and comes back by itself', async () => {
    feed.start();
    await live();
    const port = server.port;
    await server.stop();
    await eventually(() => expect(feed.state).toBe('offline'));
    await server.start(port);
    await eventually(() => expect(feed.state).toBe('live'));
  });

  it('stops for good', async () => {
    feed.start();
    await eventually(() => expect(version()).toBe(1));
    feed.stop();
    await eventually(() => expect(server.listeners).toBe(0));
    server.change('task-1', 'reported');
    expect(version()).toBe(1);
  });
});
