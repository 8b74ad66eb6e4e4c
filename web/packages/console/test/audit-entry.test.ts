import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AuditChain } from '../../client/src/index.ts';
import { eventually } from '../../client/test/eventually.ts';
import { Standin } from '../../client/test/standin.ts';
import { AuditEntryPage } from '../src/people/audit-entry-page.ts';

const ENTRY: AuditChain = {
  id: '019a0000-0000-7000-8000-000000000001',
  action: 'dismiss_task',
  entity_type: 'task',
  entity_id: '019a0000-0000-7000-8000-000000000002',
  user_id: null,
  user_name: '<b onclick=alert(1)>Ana</b>',
  details: {
    reason: 'Nobody needs it.',
    changes: {
      label: { before: 'needs attention', after: 'dismissed' },
      dismiss_reason: { before: null, after: 'x' },
    },
  },
  address: '10.0.0.7',
  request_id: null,
  created_at: '2026-11-22T10:00:00Z',
  tasks: [
    {
      id: '019a0000-0000-7000-8000-000000000002',
      task_type: 'data_import',
      status: 'failed',
      entity_label: 'people.csv',
      status_message: null,
      error_message: 'The file is empty.',
      caused: false,
      created_at: '2026-11-22T09:00:00Z',
      processing_completed_at: '2026-11-22T09:01:00Z',
      dismissed_at: '2026-11-22T10:00:00Z',
      archived_at: '2026-11-29T03:00:00Z',
    },
  ],
  more: false,
};

describe('an audit entry', () => {
  const server = new Standin();

  beforeAll(async () => {
    const base = await server.start();
    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${base}/audit/1`);
    expect(customElements.get('mw-audit-entry')).toBe(AuditEntryPage);
  });
  afterEach(() => {
    document.body.innerHTML = '';
  });
  afterAll(() => server.stop());

  it('asks for the entry it is told of after it stands there', async () => {
    server.answers.set(`GET /api/audit/${ENTRY.id}`, ENTRY);
    const page = new AuditEntryPage();
    document.body.append(page);
    await page.updateComplete;
    page.entry = ENTRY.id;
    await eventually(() => expect(page.querySelector('h1')?.textContent).toBe('Dismiss task'));
  });

  it('tells the change field by field, and what became of its tasks', async () => {
    server.answers.set(`GET /api/audit/${ENTRY.id}`, ENTRY);
    const page = new AuditEntryPage();
    page.entry = ENTRY.id;
    document.body.append(page);
    await eventually(() => {
      const text = document.body.textContent?.replaceAll(/\s+/g, ' ') ?? '';
      expect(text).toContain('Dismiss task');
      expect(text).toContain('label: needs attention → dismissed');
      expect(text).toContain('dismiss reason: nothing → x');
      expect(text).toContain('people.csv was changed: dismissed');
      expect(text).toContain('in the archive since');
      expect(text).toContain('The file is empty.');
    });
    expect(document.querySelector('a[href="/tasks/019a0000-0000-7000-8000-000000000002"]')).not.toBeNull();
    expect(document.querySelector('b')).toBeNull();
  });
});
