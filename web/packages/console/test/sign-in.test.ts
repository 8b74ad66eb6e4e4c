// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { back } from '../src/people/sign-in-page.ts';
import { api, stay } from '../src/session.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

test.each([
  ['/sign-in?back=%2Ftasks%3Fstatus%3Dfailed', '/tasks?status=failed'],
  ['/sign-in', '/'],
  ['/sign-in?back=https%3A%2F%2Fevil.example%2F', '/'],
  ['/sign-in?back=%2F%2Fevil.example%2F', '/'],
  ['/sign-in?back=%2F%5Cevil.example', '/'],
  ['/sign-in?back=javascript%3Aalert(1)', '/'],
])('%s leads back to %s and never to another site', (address, expected) => {
  history.replaceState(null, '', address);

  expect(back()).toBe(expected);
});

test('only what the person did is told, and once', async () => {
  const marks: (string | null)[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    marks.push(new Headers(init.headers).get('Meanwhile-Activity'));
    return new Response('{}');
  });

  await api.counts();
  dispatchEvent(new Event('keydown'));
  await api.counts();
  await api.counts();
  await stay();

  expect(marks).toEqual([null, '1', null, '1']);
});

test('a refusal to say who asks is told to the page', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"title":"You have to sign in."}', { status: 401 }));
  const told: number[] = [];
  const leave = api.refused.listen(problem => told.push(problem.status));

  await expect(api.counts()).rejects.toThrow('You have to sign in.');
  leave();

  expect(told).toEqual([401]);
});
