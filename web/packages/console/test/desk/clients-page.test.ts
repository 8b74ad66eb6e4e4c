import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../../client/test/eventually.ts';
import { ClientsPage } from '../../src/desk/clients/clients-page.ts';
import { follow } from '../../src/people/preferences.ts';
import { go } from '../../src/router.ts';
import { feed } from '../../src/session.ts';
import { DeskStandin } from './desk-standin.ts';
import { aClient } from './samples.ts';

describe('clients', () => {
  const server = new DeskStandin();

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
      `${base}/desk/clients`,
    );
    // What this environment lacks of dialogs.
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    expect(customElements.get('mw-clients-page')).toBe(ClientsPage);
    follow({
      id: 'u1',
      username: 'ben',
      full_name: 'Ben',
      role: 'booking_agent',
      email: null,
      phone: null,
      capabilities: ['tasks:read:own', 'desk:read:any', 'desk:change:any'],
    });
    feed.start();
    await eventually(() => expect(server.listeners).toBe(1));
  });
  beforeEach(async () => {
    sessionStorage.clear();
    server.clients.clear();
    server.bodies = [];
    server.keys.length = 0;
    server.clients.set('K0001001', aClient());
    go('/desk/clients');
    document.body.innerHTML = '<mw-clients-page></mw-clients-page>';
    await eventually(() => expect(document.querySelector('.rows')?.textContent).toContain('John Smith'));
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(async () => {
    feed.stop();
    follow(null);
    await server.stop();
  });

  const field = (name: string) =>
    document.querySelector<HTMLInputElement>(`mw-client-form [name="${name}"]`)!;
  const open = async (words: string) => {
    if (words === 'Add a client') go('/desk/clients?new=1');
    else
      [...document.querySelectorAll('button')].find(one => one.getAttribute('aria-label') === words)?.click();
    await eventually(() => expect(field('first_name')).not.toBeNull());
  };
  const type = (name: string, text: string) => {
    field(name).value = text;
    field(name).dispatchEvent(new Event('input'));
  };
  const save = () =>
    document.querySelector('mw-client-form form')!.dispatchEvent(new Event('submit', { cancelable: true }));

  it('saves once, however often the button is pressed, and shows its tasks as they go', async () => {
    let answer = () => {};
    server.gate = new Promise(resolve => {
      answer = resolve;
    });
    await open('Add a client');
    type('first_name', 'Ann');
    type('last_name', 'Lee');
    save();
    save();
    await eventually(() => expect(server.bodies).toHaveLength(1));
    save();
    answer();
    await eventually(() => expect(document.querySelector('.saved')?.textContent).toContain('Client saved.'));
    expect(server.clients.size).toBe(2);
    expect(document.querySelector('mw-client-form')).toBeNull();

    server.add({
      id: 'drive-times',
      task_type: 'calculate_distances',
      entity_type: 'client',
      entity_id: 'K0001002',
      version: 1,
      status: 'processing',
    });
    server.change('drive-times', 'reported', { progress_done: 3, progress_total: 8 });
    const chip = () => document.querySelector('.saved mw-chips')?.textContent ?? '';
    await eventually(() => expect(chip()).toContain('Drive times… 3 of 8'));
    server.change('drive-times', 'completed', {
      status: 'completed',
      processing_completed_at: new Date().toISOString(),
    });
    await eventually(() => expect(chip()).toContain('Drive times ✓'));
  });

  it('says at the field what is wrong, and keeps what was typed over a reload', async () => {
    await open('Add a client');
    type('last_name', 'Lee');
    save();
    await eventually(() => expect(field('first_name').getAttribute('aria-invalid')).toBe('true'));
    expect(document.querySelector('#f-first_name-more')?.textContent).toContain('The first name is missing.');
    document.body.innerHTML = '<mw-clients-page></mw-clients-page>';
    await eventually(() => expect(field('last_name')?.value).toBe('Lee'));
    expect(document.querySelector('dialog')?.textContent).toContain('is back');
    type('first_name', 'Ann');
    save();
    await eventually(() => expect(server.clients.size).toBe(2));
    // Another request than the refused one, so another key.
    expect(new Set(server.keys).size).toBe(2);
    await eventually(() => expect(sessionStorage.length).toBe(0));
  });

  it('tells what somebody else changed, takes it over, and saves both', async () => {
    await open('Change John Smith');
    type('city', 'Miami');
    type('notes', 'Ring twice');
    server.clients.set('K0001001', aClient({ version: 2, phone: '+18135559999', city: 'Orlando' }));
    save();
    await eventually(() =>
      expect(document.querySelector('dialog')?.textContent).toContain('Somebody else saved this'),
    );
    const told = document.querySelector('dialog .notice')?.textContent?.replaceAll(/\s+/g, ' ');
    expect(told).toContain('Phone is now “+18135559999”; it was “+18135550123”.');
    expect(told).toContain('City: you typed “Miami”, they saved “Orlando”.');
    expect(field('city').value).toBe('Miami');
    save();
    await eventually(() => expect(server.clients.get('K0001001')?.version).toBe(3));
    expect(server.clients.get('K0001001')).toMatchObject({
      phone: '+18135559999',
      city: 'Miami',
      notes: 'Ring twice',
    });
  });
});
