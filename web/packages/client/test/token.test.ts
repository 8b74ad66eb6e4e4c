import { describe, expect, it } from 'vitest';
import { Api, readToken, TokenKeeper } from '../src/index.ts';
import { Standin } from './standin.ts';

describe('token', () => {
  it.each([
    ['{"access_token":"a.b.c","expires_in":900}', 'a.b.c', 900],
    ['{"token":"a.b.c"}', 'a.b.c', 300],
    ['a.b.c\n', 'a.b.c', 300],
    ['"a.b.c"', 'a.b.c', 300],
  ])('is read from %s', (text, token, seconds) => {
    expect(readToken(text)).toEqual({ token, seconds });
  });

  it('is not guessed from a page', () => {
    expect(() => readToken('<html>Sign in</html>')).toThrow('There is no token.');
  });

  it('is fetched once for many calls, and again before it ends', async () => {
    let made = 0;
    const keeper = new TokenKeeper(async () => ({ token: `t${++made}`, seconds: made === 1 ? 900 : 0 }));
    expect(await Promise.all([keeper.header(), keeper.header()])).toEqual(['Bearer t1', 'Bearer t1']);
    await keeper.renew();
    expect(await keeper.header()).toBe('Bearer t3');
  });

  it('goes along in a header, never in the address', async () => {
    const server = new Standin();
    const api = new Api(await server.start());
    api.keeper = new TokenKeeper(async () => ({ token: 'secret', seconds: 900 }));
    expect(await api.who()).toEqual({ Authorization: 'Bearer secret' });
    expect(api.url('/api/live')).not.toContain('secret');
    await server.stop();
  });
});
