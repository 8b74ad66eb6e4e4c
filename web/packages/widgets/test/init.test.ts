import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { aPerson } from '../../client/test/samples.ts';
import { Standin } from '../../client/test/standin.ts';
import { init, on, type Placed, track } from '../src/index.ts';

describe('the script on a page', () => {
  let server: Standin;
  let placed: Placed | undefined;

  beforeEach(async () => {
    server = new Standin();
    await server.start();
    server.answers.set('GET /api/me', aPerson());
  });
  afterEach(async () => {
    placed?.stop();
    document.body.innerHTML = '';
    await server.stop();
  });

  it('puts the bell where the page has a place for it, and everything once', async () => {
    document.body.innerHTML = '<header><span data-meanwhile-bell></span></header>';
    placed = init({ base: server.base });
    expect(init({ base: server.base })).toBe(placed);
    expect(document.querySelector('header mw-bell')).not.toBeNull();
    expect(document.querySelectorAll('mw-bell, mw-panel, mw-toasts')).toHaveLength(3);
    await eventually(() => expect(server.listeners).toBe(1));
    placed.stop();
    expect(document.querySelectorAll('mw-bell, mw-panel, mw-toasts')).toHaveLength(0);
    await eventually(() => expect(server.listeners).toBe(0));
  });

  it('takes the options of pages that had another monitor, but no key', async () => {
    placed = init({ supabaseUrl: server.base, supabaseAnonKey: 'eyJ.public.key' });
    expect(document.querySelector('mw-bell')?.hasAttribute('corner')).toBe(true);
    await eventually(() => expect(server.asked).toContain('GET /api/live'));
    expect(() => init({ supabaseUrl: server.base, supabaseAnonKey: 'mwk_secret' })).toThrow('tokenUrl');
  });

  it('shows its token in a header, and nowhere else', async () => {
    let asked = 0;
    placed = init({ base: server.base, token: async () => `token-${++asked}` });
    await eventually(() => expect(server.listeners).toBe(1));
    expect(asked).toBe(1);
    expect(server.bearers).toContain('Bearer token-1');
  });

  it('follows a task to its end, and tells of what fails', async () => {
    const failed: string[] = [];
    const said: (string | null)[] = [];
    placed = init({ base: server.base });
    const leave = on('fail', task => failed.push(task.id));
    server.add({ status: 'processing', status_message: 'One' });
    const tracked = track('task-1', task => said.push(task.status_message));
    await eventually(() => expect(said).toEqual(['One']));
    server.change('task-1', 'failed', { status: 'failed', status_message: 'Two', error_message: 'No.' });
    expect((await tracked.ended).status).toBe('failed');
    await eventually(() => expect(failed).toEqual(['task-1']));
    expect(said).toEqual(['One', 'Two']);
    leave();
  });
});
