import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Dependency } from '../../client/src/index.ts';
import { eventually } from '../../client/test/eventually.ts';
import { Standin } from '../../client/test/standin.ts';
import { sentence } from '../src/outages/dependency-card.ts';
import { OutagesPage } from '../src/outages/outages-page.ts';

const working: Dependency = {
  name: 'google_maps',
  title: 'Google Maps',
  state: 'closed',
  label: 'working',
  failures: 0,
  why: null,
  since: null,
  next_probe_at: null,
  paused: null,
  incident_id: null,
  parked: 0,
  pace_per_second: 10,
};
const away: Dependency = { ...working, state: 'open', label: 'away', why: 'It answers 503', parked: 300 };

describe('outages', () => {
  const server = new Standin();

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/outages`);
    expect(customElements.get('mw-outages-page')).toBe(OutagesPage);
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(() => server.stop());

  it('says that nothing has happened yet', async () => {
    document.body.innerHTML = '<mw-outages-page></mw-outages-page>';
    await eventually(() => {
      expect(document.body.textContent).toContain('No task needs a service');
      expect(document.body.textContent).toContain('Nothing has happened');
    });
  });

  it('asks why before it pauses a service, and does nothing without a reason', async () => {
    server.dependencies = [working];
    document.body.innerHTML = '<mw-outages-page></mw-outages-page>';
    await eventually(() => expect(document.querySelector('mw-dependency button')).not.toBeNull());
    document.querySelector<HTMLButtonElement>('mw-dependency button')?.click();
    await eventually(() => expect(document.querySelector('dialog form')).not.toBeNull());
    const form = document.querySelector('dialog form') as HTMLFormElement;
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    await eventually(() => expect(document.querySelector('.wrong')?.textContent).toContain('Say why'));
    document.querySelector('textarea')!.value = 'They move house.';
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    await eventually(() => expect(server.asked).toContain('POST /api/dependencies/google_maps/pause'));
    expect(JSON.parse(server.bodies[0] ?? '')).toEqual({ reason: 'They move house.' });
  });

  it('tells how a service stands in a sentence', () => {
    expect(sentence(working)).toBe('It answers.');
    expect(sentence({ ...working, failures: 2 })).toContain('2 times in a row');
    expect(sentence(away)).toBe('It is away. Last heard: It answers 503.');
    const paused = { at: '2026-11-22T10:00:00Z', by: 'user:ana', reason: 'They move house' };
    expect(sentence({ ...away, label: 'paused', paused })).toBe('Paused by ana: They move house.');
  });
});
