import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Api, Problem } from '../src/index.ts';
import { Standin } from './standin.ts';

describe('problem', () => {
  let server: Standin;
  let api: Api;

  beforeEach(async () => {
    server = new Standin();
    api = new Api(await server.start());
  });
  afterEach(() => server.stop());

  const caught = (call: Promise<unknown>) => call.then(() => undefined, Problem.wrap);

  it('carries what the server said', async () => {
    expect(await caught(api.task('nope'))).toMatchObject({
      status: 404,
      title: 'The task was not found.',
      detail: 'No task has this id.',
      advice: 'Check the address.',
      requestId: 'r-1',
      transient: false,
    });
  });

  it('is a sentence also when nobody answers', async () => {
    const problem = await caught(new Api('http://127.0.0.1:1').me());
    expect(problem?.title).toBe('The server cannot be reached.');
    expect(problem?.transient).toBe(true);
  });

  it('is a sentence also when a proxy answers with a page of its own', async () => {
    const page = new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'Retry-After': '7' } });
    const problem = await Problem.of(page);
    expect(problem).toMatchObject({
      status: 502,
      title: 'The server is not ready.',
      retryAfter: 7,
      transient: true,
    });
  });
});

describe('addresses of calls', () => {
  it('leave out what is empty and repeat what is a list', () => {
    const url = new Api('http://host/').url('/api/tasks', {
      status: ['failed', 'timeout'],
      q: '',
      type: 'a b',
    });
    expect(url).toBe('http://host/api/tasks?status=failed&status=timeout&type=a+b');
  });
});
