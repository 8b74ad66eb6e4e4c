import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { KeptCall, TypeInFull, Workload } from '../../client/src/index.ts';
import { eventually } from '../../client/test/eventually.ts';
import { Standin } from '../../client/test/standin.ts';
import { inWords } from '../src/schedules/cron.ts';
import { SNIPPETS } from '../src/types/snippets.ts';
import { TypePage } from '../src/types/type-page.ts';
import { TypesPage } from '../src/types/types-page.ts';
import { doneBy, failures, laidOut, objectOf, ordered, running } from '../src/types/words.ts';

const load: Workload = {
  task_type: 'chat',
  title: 'Chat',
  done_by: 'webhook',
  host: 'n8n.example.org',
  known: true,
  nodes: 1,
  waiting: 3,
  later: 0,
  running: 2,
  outside: 2,
  limit: 5,
  limit_is_places: false,
  needs_attention: 0,
  oldest_waiting_at: '2026-11-22T10:00:00Z',
  recent: { ended: 120, failed: 3 },
  estimate: null,
  paused: { at: '2026-11-22T10:00:00Z', by: 'user:ana', reason: 'The model is moved.' },
};
const type: TypeInFull = {
  task_type: 'chat',
  title: 'Chat',
  timeout_seconds: 180,
  priority: 0,
  expires_in_seconds: null,
  dependency: null,
  retry: { max_retries: 3, first_pause_seconds: 5, longest_pause_seconds: 300 },
  limits: { at_once: null, at_once_per_key: null, rate: null },
  estimate: null,
  paused: null,
  route: {
    url: 'https://n8n.example.org/webhook/chat',
    mode: 'callback',
    signed: 1,
    settings: [{ name: 'timeout', value: '180 s', origin: 'default' }],
    problem: null,
  },
};
const call: KeptCall = {
  id: 7,
  task_id: null,
  attempt: 0,
  called_at: '2026-11-22T10:00:00Z',
  took_ms: 43,
  url: type.route?.url ?? '',
  request_head: { 'webhook-id': 'msg_1' },
  request_body: '{"a":1}',
  answer_status: 500,
  answer_head: {},
  answer_body: '<img src=x onerror=alert(1)>',
  verdict: 'Test: it answered 500.',
};

describe('task types', () => {
  const server = new Standin();

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/types`);
    expect([TypesPage, TypePage].every(page => page !== undefined)).toBe(true);
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(() => server.stop());

  it('lists who does what, how much waits and why a type is paused', async () => {
    server.answers.set('GET /api/workload', [load]);
    document.body.innerHTML = '<mw-types-page></mw-types-page>';
    await eventually(() => {
      const row = document.querySelector('tbody tr')?.textContent?.replace(/\s+/g, ' ') ?? '';
      expect(row).toContain('Webhook at n8n.example.org');
      expect(row).toContain('by ana');
      expect(row).toContain('The model is moved.');
      expect(row).toContain('3 waiting');
      expect(row).toContain('2 of 5 running');
      expect(row).toContain('3 of the last 120 failed');
    });
    expect(document.querySelector('[aria-label="Resume Chat"]')).not.toBeNull();
  });

  it('shows what came back as text', async () => {
    server.answers.set('GET /api/workload', [load]);
    server.answers.set('GET /api/types/chat', type);
    server.answers.set('GET /api/types/chat/calls', [call]);
    document.body.innerHTML = '<mw-type-page type="chat"></mw-type-page>';
    await eventually(() => expect(document.querySelector('mw-call summary')?.textContent).toContain('500'));
    const details = document.querySelector('mw-call details') as HTMLDetailsElement;
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
    await eventually(() => expect(document.querySelector('mw-call')?.textContent).toContain('onerror=alert'));
    expect(document.querySelector('mw-call img')).toBeNull();
  });

  it('sends no input that is no object', async () => {
    server.answers.set('GET /api/workload', [load]);
    server.answers.set('GET /api/types/chat', type);
    server.answers.set('GET /api/types/chat/calls', []);
    document.body.innerHTML = '<mw-type-page type="chat"></mw-type-page>';
    await eventually(() => expect(document.querySelector('mw-test-call form')).not.toBeNull());
    const area = document.querySelector('mw-test-call textarea') as HTMLTextAreaElement;
    area.value = '[1]';
    document.querySelector('mw-test-call form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await eventually(() =>
      expect(document.querySelector('#test-wrong')?.textContent).toContain('begins with {'),
    );
    expect(server.asked).not.toContain('POST /api/types/chat/calls');
  });
});

describe('words about task types', () => {
  it('say who does it, how it goes and how much runs', () => {
    expect(doneBy({ ...load, done_by: 'java', nodes: 2 })).toBe('Java, on 2 nodes');
    expect(failures({ ended: 0, failed: 0 })).toBe('None ended lately');
    expect(failures({ ended: 1, failed: 1 })).toBe('The last one failed');
    expect(failures({ ended: 9, failed: 0 })).toBe('The last 9 went well');
    expect(running({ ...load, limit: null })).toBe('2');
    const own: Workload = { ...load, title: 'A group', done_by: 'meanwhile' };
    expect(ordered([own, load]).map(one => one.title)).toEqual(['Chat', 'A group']);
  });

  it('take an object of JSON, and say what is wrong with anything else', () => {
    expect(objectOf(' ')).toEqual({});
    expect(objectOf('{"a":1}')).toEqual({ a: 1 });
    expect(objectOf('[]')).toContain('object');
    expect(objectOf('{"a":')).toContain('not proper JSON');
    expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(laidOut('no json')).toBe('no json');
  });

  it('say when a schedule begins', () => {
    const cron = (text: string) => inWords({ cron: text, every_seconds: null });
    expect(cron('0 3 * * *')).toBe('Every day at 03:00');
    expect(cron('30 8 * * 1-5')).toBe('Mondays to Fridays at 08:30');
    expect(cron('0 0 1 * *')).toBe('On day 1 of every month at 00:00');
    expect(cron('*/15 * * * *')).toBe('Every 15 minutes');
    expect(cron('5 * * * *')).toBe('Every hour, at minute 5');
    expect(cron('0 3 * * 7')).toBe('Sundays at 03:00');
    expect(cron('0 3 1-7 * MON')).toBeNull();
    expect(cron('*/7 * * * *')).toBeNull();
    expect(inWords({ cron: null, every_seconds: 90 })).toBe('Every 90 seconds');
    expect(inWords({ cron: null, every_seconds: 3600 })).toBe('Every hour');
  });
});

describe('the code that verifies in Node', () => {
  it('accepts a signature and nothing else', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const signed = (at: number, body: string, shown: string) => {
      const key = Buffer.from(secret.slice(6), 'base64');
      const signature = createHmac('sha256', key).update(`msg_1.${at}.${body}`).digest('base64');
      const headers = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': `${at}`,
        'webhook-signature': `v1a,x v1,${signature}`,
      };
      return [secret, headers, shown];
    };
    const now = Math.floor(Date.now() / 1000);
    const tries = [
      signed(now, '{"ü":1}', '{"ü":1}'),
      signed(now, '{"ü":1}', '{"ü":2}'),
      signed(now - 600, '{}', '{}'),
    ];
    const code = SNIPPETS.find(one => one.name === 'Node')?.code;
    const program = `${code}\nconsole.log(JSON.stringify(${JSON.stringify(tries)}.map(one => fits(...one))));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program]);
    expect(JSON.parse(said.toString())).toEqual([true, false, false]);
  });
});
