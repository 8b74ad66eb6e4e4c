// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../client/test/eventually.ts';
import { Confirm } from '../src/parts/confirm.ts';
import { PeoplePage } from '../src/people/people-page.ts';
import { RolesPage } from '../src/people/roles-page.ts';

const ADA = {
  id: '019a0000-0000-7000-8000-000000000001',
  username: 'ada',
  full_name: 'Ada Admin',
  email: 'ada@desk.example',
  phone: null,
  role: 'admin',
  state: 'active',
  last_seen_at: null,
};

afterEach(() => {
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function answering(put: () => Response): string[] {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL, init?: RequestInit) => {
    if (init?.method === 'PUT') {
      sent.push(`${url} ${init.body}`);
      return put();
    }
    return Response.json({ items: [ADA] });
  });
  return sent;
}

async function choose(role: string): Promise<HTMLSelectElement> {
  expect(customElements.get('mw-people-page')).toBe(PeoplePage);
  document.body.append(new PeoplePage());
  await eventually(() =>
    expect(document.querySelector('select[aria-label="Role of Ada Admin"]')).not.toBeNull(),
  );
  const select = document.querySelector<HTMLSelectElement>('select[aria-label="Role of Ada Admin"]');
  if (!select) throw new Error('no choice of roles');
  select.value = role;
  select.dispatchEvent(new Event('change'));
  return select;
}

test('the table says what each role may do', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json([
      { role: 'admin', resource: 'users', action: 'change', relation: 'any' },
      { role: 'driver', resource: 'users', action: 'change', relation: 'none' },
      { role: 'driver', resource: 'profile', action: 'read', relation: 'own' },
    ]),
  );
  expect(customElements.get('mw-roles-page')).toBe(RolesPage);
  document.body.append(new RolesPage());

  await eventually(() => {
    const lines = [...document.querySelectorAll('tbody tr')].map(line =>
      [...line.children].map(cell => cell.textContent?.trim()).join('|'),
    );
    expect(lines).toEqual([
      "Accounts|change|everybody's|–|–|–|–",
      'Name, address, password and sessions|read|–|–|–|own|–',
    ]);
  });
});

test('a role is changed after a question', async () => {
  vi.spyOn(Confirm, 'ask').mockResolvedValue(true);
  const sent = answering(() => Response.json(ADA));

  await choose('supervisor');

  await eventually(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toContain(`/api/users/${ADA.id} `);
  expect(JSON.parse(sent[0]?.slice(sent[0].indexOf('{')) ?? '')).toEqual({
    full_name: 'Ada Admin',
    email: 'ada@desk.example',
    phone: null,
    role: 'supervisor',
  });
});

test('the last administrator stays one, and the page says why', async () => {
  vi.spyOn(Confirm, 'ask').mockResolvedValue(true);
  answering(() =>
    Response.json(
      {
        title: 'Nothing was changed.',
        detail: 'This is the last administrator who can sign in.',
        advice: 'Make somebody else an administrator first.',
      },
      { status: 409, headers: { 'Content-Type': 'application/problem+json' } },
    ),
  );

  const select = await choose('client');

  await eventually(() =>
    expect(document.body.textContent).toContain('This is the last administrator who can sign in.'),
  );
  await eventually(() => expect(select.value).toBe('admin'));
});

test('a second thought changes nothing', async () => {
  vi.spyOn(Confirm, 'ask').mockResolvedValue(false);
  const sent = answering(() => Response.json(ADA));

  const select = await choose('client');

  await eventually(() => expect(select.value).toBe('admin'));
  expect(sent).toEqual([]);
});
