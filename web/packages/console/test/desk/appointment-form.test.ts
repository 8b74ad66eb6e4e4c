import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../../client/test/eventually.ts';
import { AppointmentForm } from '../../src/desk/appointments/appointment-form.ts';
import { HINT } from '../../src/desk/appointments/transit.ts';
import { feed } from '../../src/session.ts';
import { DeskStandin } from './desk-standin.ts';
import { aClient } from './samples.ts';

describe('booking', () => {
  const server = new DeskStandin();

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
      `${base}/desk/appointments`,
    );
    HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
      this.open = true;
    };
    feed.start();
    await eventually(() => expect(server.listeners).toBe(1));
  });
  afterEach(() => {
    document.body.innerHTML = '';
    sessionStorage.clear();
  });
  afterAll(async () => {
    feed.stop();
    await server.stop();
  });

  const value = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value;
  const hint = () => document.querySelector('.hint-travel')?.textContent;
  const book = () =>
    document.body.append(Object.assign(new AppointmentForm(), { suggested: { knumber: 'K0001001' } }));

  it('fills the way in by itself as soon as it is known, and the hint goes', async () => {
    server.clients.set('K0001001', aClient());
    server.travel = { minutes: null, source: null, pickup_address: '12 Oak Street, Tampa', hint: HINT };
    book();
    await eventually(() => expect(hint()).toBe(HINT));
    expect(value('transit_minutes')).toBe('');
    expect(value('pickup_address')).toBe('12 Oak Street, Tampa');
    server.travel = { minutes: 17, source: 'travel_times', pickup_address: 'Side door', hint: null };
    server.add({
      id: 'ways',
      task_type: 'calculate_distances',
      entity_type: 'client',
      entity_id: 'K0001001',
    });
    server.change('ways', 'completed', { status: 'completed' });
    await eventually(() => expect(value('transit_minutes')).toBe('17'));
    expect(hint()).toBe('');
    expect(value('pickup_address')).toBe('Side door');
    expect(document.body.textContent).toContain('From the client’s travel times.');
    // Nobody typed it, so it is no unsaved text either.
    expect(sessionStorage.length).toBe(0);
  });

  it('does not overwrite what somebody typed', async () => {
    server.travel = { minutes: 17, source: 'travel_times', pickup_address: 'Side door', hint: HINT };
    book();
    await eventually(() => expect(value('transit_minutes')).toBe('17'));
    const field = document.querySelector<HTMLInputElement>('[name="transit_minutes"]')!;
    field.value = '40';
    field.dispatchEvent(new Event('input'));
    server.travel = { minutes: 18, source: 'travel_times', pickup_address: 'Back door', hint: null };
    server.change('ways', 'completed', {});
    await eventually(() => expect(value('pickup_address')).toBe('Back door'));
    expect(value('transit_minutes')).toBe('40');
    expect(document.body.textContent).toContain('Entered by hand');
  });

  it('stands when nobody can say how long the way is', async () => {
    server.travel = null;
    book();
    await eventually(() => expect(value('pickup_address')).toBe('12 Oak Street, Tampa, FL 33602'));
    expect(hint()).toBe(HINT);
    expect(value('transit_minutes')).toBe('');
  });
});
