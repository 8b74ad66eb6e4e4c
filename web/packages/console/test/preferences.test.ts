// @vitest-environment happy-dom
import type { LiveEvent, Me, Preferences, Task } from '@meanwhile/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { anEvent, aTask } from '../../client/test/samples.ts';
import { follow, keep, prefer } from '../src/people/preferences.ts';
import { feed } from '../src/session.ts';
import { storedTheme } from '../src/theme.ts';

const SHOWN: string[] = [];
const ASKED: [string, string, string | undefined][] = [];
let task: Task;

beforeEach(() => {
  task = aTask({ status: 'failed', created_by: 'me', error_message: 'The file is gone.' });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    ASKED.push([init.method ?? 'GET', url, init.body as string | undefined]);
    return new Response(
      JSON.stringify(url.startsWith('/api/tasks/') ? task : url === '/api/types' ? [] : {}),
    );
  });
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'granted';
      onclick: unknown = null;
      constructor(title: string, options: { body: string }) {
        SHOWN.push(`${title}: ${options.body}`);
      }
    },
  );
});

afterEach(() => {
  follow(null);
  SHOWN.length = 0;
  ASKED.length = 0;
  vi.unstubAllGlobals();
});

function me(preferences: Preferences): Me {
  return {
    id: 'me',
    username: 'ben',
    full_name: 'Ben',
    role: 'booking_agent',
    capabilities: [],
    email: null,
    phone: null,
    preferences,
  };
}

async function happens(event: Partial<LiveEvent>): Promise<void> {
  feed.events.emit(anEvent(event));
  await new Promise(resolve => setTimeout(resolve, 0));
  await new Promise(resolve => setTimeout(resolve, 0));
}

test('the theme of the person is shown, and a new choice is kept with the person', async () => {
  follow(me({ theme: 'dark', notices: 'own' }));
  expect(storedTheme()).toBe('dark');

  prefer('light');
  await keep({ notices: 'all' });

  expect(storedTheme()).toBe('light');
  expect(ASKED.map(([method, url, body]) => `${method} ${url} ${body}`)).toEqual([
    'PUT /api/me/preferences {"theme":"light","notices":"own"}',
    'PUT /api/me/preferences {"theme":"light","notices":"all"}',
  ]);
});

test('while nobody is known nothing is kept', async () => {
  prefer('dark');
  await keep({ notices: 'all' });

  expect(ASKED).toEqual([]);
});

test.each<[Preferences['notices'], Partial<Task>, Partial<LiveEvent>, number]>([
  ['own', {}, { event_type: 'failed' }, 1],
  ['own', { created_by: 'somebody' }, { event_type: 'failed' }, 0],
  ['all', { created_by: 'somebody' }, { event_type: 'failed' }, 1],
  ['all', { next_retry_at: '2026-11-22T10:05:00Z' }, { event_type: 'failed' }, 0],
  ['all', {}, { event_type: 'reported' }, 0],
  ['none', {}, { event_type: 'failed' }, 0],
])('who wishes %s is told of %o after %o %d times', async (notices, fields, event, times) => {
  task = { ...task, ...fields };
  follow(me({ theme: 'system', notices }));

  await happens(event);

  expect(SHOWN).toHaveLength(times);
  if (times) expect(SHOWN[0]).toContain('The file is gone.');
});
