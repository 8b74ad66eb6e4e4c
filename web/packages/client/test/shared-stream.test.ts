import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api, Feed, sharedReader } from '../src/index.ts';
import { eventually } from './eventually.ts';
import { Locks } from './locks.ts';
import { Standin } from './standin.ts';

const QUICK = { backoff: 10, longest: 40, poll: 15, silence: 20_000, answer: 20_000 };

describe('one stream for all tabs', () => {
  let server: Standin;
  const feeds: Feed[] = [];

  beforeEach(async () => {
    vi.stubGlobal('navigator', { locks: new Locks() });
    server = new Standin();
    await server.start();
    server.add({ status: 'processing' });
  });
  afterEach(async () => {
    for (const feed of feeds.splice(0)) feed.stop();
    await server.stop();
    vi.unstubAllGlobals();
  });

  function tab(who: string): Feed {
    const feed = new Feed(new Api(server.base), {}, QUICK);
    feed.reader = sharedReader(who);
    feed.resync.listen(async why => {
      if (why === 'joined') feed.store.put(await new Api(server.base).task('task-1'));
    });
    feeds.push(feed);
    feed.start();
    return feed;
  }

  const sentence = (feed: Feed) => feed.store.get('task-1')?.status_message;

  it('tells all what one hears, and the next goes on when that one leaves', async () => {
    const first = tab('ben');
    await eventually(() => expect(first.state).toBe('live'));
    const second = tab('ben');
    const third = tab('ben');
    await eventually(() => expect([second.state, third.state]).toEqual(['live', 'live']));
    await eventually(() => expect(third.store.get('task-1')).toBeDefined());
    expect(server.listeners).toBe(1);
    server.change('task-1', 'reported', { status_message: 'One' });
    await eventually(() => expect([first, second, third].map(sentence)).toEqual(['One', 'One', 'One']));
    server.change('task-1', 'reported', { status_message: 'Two' }, true);
    first.stop();
    await eventually(() => expect([second, third].map(sentence)).toEqual(['Two', 'Two']));
    expect(server.listeners).toBe(1);
    expect(server.resumedFrom).toEqual(['1']);
  });

  it('never mixes two people', async () => {
    tab('ben');
    tab('ada');
    await eventually(() => expect(server.listeners).toBe(2));
  });
});
