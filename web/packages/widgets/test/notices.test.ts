import { Hub, type Task } from '@meanwhile/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { aPerson } from '../../client/test/samples.ts';
import { Standin } from '../../client/test/standin.ts';
import { type Bell, Failed, type Panel, type Toasts } from '../src/index.ts';

describe('toasts, bell and panel', () => {
  let server: Standin;
  let toasts: Toasts;
  let bell: Bell;
  let panel: Panel;
  let hub: Hub;

  beforeEach(async () => {
    localStorage.clear();
    server = new Standin();
    await server.start();
    server.answers.set('GET /api/me', aPerson());
  });
  afterEach(async () => {
    document.body.innerHTML = '';
    await server.stop();
  });

  async function open(): Promise<void> {
    hub = new Hub(server.base);
    const place = <T extends { source: Hub | undefined } & Node>(element: T): T => {
      element.source = hub;
      document.body.append(element);
      return element;
    };
    toasts = place(document.createElement('mw-toasts'));
    bell = place(document.createElement('mw-bell'));
    panel = place(document.createElement('mw-panel'));
    await eventually(() => expect(hub.inbox?.loaded).toBe(true));
    await eventually(() => expect(name()).toBeTruthy());
  }

  const failedTask = (id: string, fields: Partial<Task> = {}) =>
    server.add({
      id,
      status: 'failed',
      entity_label: `Client ${id}`,
      error_message: 'Not printed: no paper.',
      error_details: { code: 'no_paper', why: 'no paper' },
      processing_completed_at: '2026-11-22T10:00:09Z',
      ...fields,
    });
  const fail = (id: string) => {
    server.add({ id, status: 'processing', entity_label: `Client ${id}`, version: 1 });
    server.change(id, 'failed', {
      status: 'failed',
      error_message: 'Not printed: no paper.',
      error_details: { code: 'no_paper', why: 'no paper' },
    });
  };
  const name = () => bell.shadowRoot?.querySelector('button')?.getAttribute('aria-label');
  const told = () =>
    [...(toasts.shadowRoot?.querySelectorAll('li') ?? [])].map(item =>
      [...item.querySelectorAll('p')].map(line => line.textContent).join(' / '),
    );
  const button = (inside: Element, words: string) =>
    [...(inside.shadowRoot?.querySelectorAll('button') ?? [])].find(
      one => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === words,
    );
  const listed = () =>
    [...(panel.shadowRoot?.querySelectorAll('li .name') ?? [])].map(item => item.textContent?.trim());

  it('a failure is told once, with its name and its sentence', async () => {
    await open();
    expect(name()).toBe('Background tasks');
    fail('one');
    await eventually(() => expect(told()).toEqual(['Client one / Not printed: no paper.']));
    expect(name()).toBe('Background tasks, 1 needs attention');
    fail('two');
    await eventually(() => expect(told()).toEqual(['2 tasks failed: No paper.']));
    expect(name()).toBe('Background tasks, 2 need attention');
  });

  it('what failed before the first visit is no news, but counts', async () => {
    failedTask('old');
    await open();
    await eventually(() => expect(name()).toBe('Background tasks, 1 needs attention'));
    expect(told()).toEqual([]);
  });

  it('a dismissal from a toast can be taken back', async () => {
    await open();
    fail('one');
    await eventually(() => expect(told()).toHaveLength(1));
    button(toasts, 'Dismiss')?.click();
    await eventually(() => expect(told()).toEqual(['Dismissed.']));
    await eventually(() => expect(name()).toBe('Background tasks'));
    button(toasts, 'Undo')?.click();
    await eventually(() => expect(name()).toBe('Background tasks, 1 needs attention'));
    expect(server.tasks.get('one')?.dismissed_at).toBeNull();
  });

  it('what is mended elsewhere disappears here', async () => {
    await open();
    fail('one');
    await eventually(() => expect(told()).toHaveLength(1));
    server.change('one', 'retried', { status: 'pending' });
    await eventually(() => expect(told()).toEqual([]));
    await eventually(() => expect(name()).toBe('Background tasks, 1 running'));
  });

  it('opening the panel marks as seen, and Escape leads back to the bell', async () => {
    failedTask('one');
    failedTask('two');
    await open();
    button(bell, 'Background tasks, 2 need attention')?.click();
    await eventually(() => expect(listed()).toEqual(['Client two (new)', 'Client one (new)']));
    await eventually(() => expect(name()).toBe('Background tasks'));
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await eventually(() => expect(panel.opened).toBe(false));
    expect(document.activeElement).toBe(bell);
  });

  it('retries one, dismisses the rest, and takes that back', async () => {
    for (const id of ['one', 'two', 'three']) failedTask(id);
    await open();
    panel.show();
    await eventually(() => expect(listed()).toHaveLength(3));
    button(panel, 'Retry Client two')?.click();
    await eventually(() => expect(server.tasks.get('two')?.status).toBe('pending'));
    await eventually(() => expect(listed()).toHaveLength(2));
    button(panel, 'Dismiss all')?.click();
    await eventually(() => expect(panel.shadowRoot?.textContent).toContain('2 tasks dismissed.'));
    await eventually(() => expect(listed()).toEqual([]));
    expect(panel.shadowRoot?.textContent).toContain('Nothing needs you.');
    button(panel, 'Undo')?.click();
    await eventually(() => expect(listed()).toHaveLength(2));
  });

  it('a type that is muted is neither told nor counted', async () => {
    failedTask('one');
    await open();
    panel.show();
    await eventually(() => expect(listed()).toHaveLength(1));
    button(panel, 'Do not tell me about “Data import”')?.click();
    panel.close();
    fail('two');
    await eventually(() => expect(hub.inbox?.failures).toHaveLength(2));
    expect(told()).toEqual([]);
    expect(name()).toBe('Background tasks');
  });

  it('reads further pages when asked', async () => {
    for (let index = 0; index < 30; index++) failedTask(`task-${index}`);
    await open();
    panel.show();
    await eventually(() => expect(listed()).toHaveLength(25));
    button(panel, 'Show more')?.click();
    await eventually(() => expect(listed()).toHaveLength(30));
  });

  it('shows nothing to those who hear nothing of tasks, and asks for no stream', async () => {
    server.answers.set('GET /api/me', aPerson({ role: 'driver', capabilities: ['profile:read:own'] }));
    failedTask('one');
    hub = new Hub(server.base);
    bell = document.createElement('mw-bell');
    bell.source = hub;
    document.body.append(bell);
    await eventually(() => expect(server.asked).toContain('GET /api/me'));
    await hub.me();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(bell.shadowRoot?.querySelector('button')).toBeNull();
    expect(server.asked).not.toContain('GET /api/live');
  });

  it('the dashboard groups by cause, oldest first, for supervisors only', async () => {
    const widget = new Failed();
    failedTask('one', { processing_completed_at: '2026-11-22T10:00:09Z' });
    failedTask('two', {
      error_details: { code: 'bad_address', why: 'the address is unknown' },
      processing_completed_at: '2026-11-22T09:00:00Z',
    });
    failedTask('three');
    await open();
    widget.source = hub;
    document.body.append(widget);
    await widget.updateComplete;
    expect(widget.shadowRoot?.querySelector('section')).toBeNull();
    server.answers.set('GET /api/me', aPerson({ capabilities: ['notices:read:any', 'tasks:change:any'] }));
    widget.source = new Hub(server.base);
    const causes = () =>
      [...(widget.shadowRoot?.querySelectorAll('.head .why') ?? [])].map(one => one.textContent);
    await eventually(() => expect(causes()).toEqual(['The address is unknown.', 'No paper.']));
    button(widget, 'Retry Data import: 2 tasks')?.click();
    await eventually(() => expect(causes()).toEqual(['The address is unknown.']));
  });
});
