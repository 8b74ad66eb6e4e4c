// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { Api, Feed } from '../src/index.ts';
import { eventually } from './eventually.ts';
import { Standin } from './standin.ts';

describe('a hidden page', () => {
  const server = new Standin();
  let feed: Feed | undefined;

  afterEach(async () => {
    feed?.stop();
    show('visible');
    await server.stop();
  });

  function show(state: 'visible' | 'hidden'): void {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('lets its connection go after a while, and catches up when it is shown again', async () => {
    server.add({ status: 'processing' });
    feed = new Feed(new Api(await server.start()), {}, { hidden: 20, backoff: 10 });
    feed.start();
    await eventually(() => expect(feed?.store.get('task-1')?.version).toBe(1));
    show('hidden');
    await eventually(() => expect(feed?.state).toBe('paused'));
    await eventually(() => expect(server.listeners).toBe(0));
    server.change('task-1', 'reported', { status_message: 'Meanwhile…' });
    show('visible');
    await eventually(() => expect(feed?.store.get('task-1')?.status_message).toBe('Meanwhile…'));
    expect(feed.state).toBe('live');
    expect(server.resumedFrom).toEqual(['0']);
  });
});
