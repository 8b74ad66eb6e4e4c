import {
  Api,
  Feed,
  Hub,
  labelOf,
  type Me,
  type Task,
  type TaskPage,
  type TaskQuery,
} from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { at, sample } from './gallery-tasks.ts';

type State = [string, TemplateResult];

const SUPERVISOR: Me = {
  id: 'gallery',
  username: 'sandra',
  full_name: 'Sandra',
  role: 'supervisor',
  email: null,
  phone: null,
  capabilities: ['tasks:read:any', 'tasks:change:any', 'notices:read:any'],
};

/** Answers from fixed tasks, so that the gallery asks no server. */
class StillApi extends Api {
  readonly #all: Task[];

  constructor(name: string, all: Task[]) {
    super(`https://${name}.gallery.invalid`);
    this.#all = all;
  }

  override me(): Promise<Me> {
    return Promise.resolve(SUPERVISOR);
  }

  override tasks(query: TaskQuery = {}): Promise<TaskPage> {
    const label = query.label?.replace('_', ' ');
    const items = this.#all
      .filter(task => !label || labelOf(task) === label)
      .filter(task => !query.status || query.status.includes(task.status));
    return Promise.resolve({ items, next_cursor: null });
  }

  override retry(id: string): Promise<Task> {
    return this.#change(id, { status: 'pending', processing_completed_at: null });
  }

  override dismiss(id: string): Promise<Task> {
    return this.#change(id, { dismissed_at: at(0) });
  }

  override reinstate(id: string): Promise<Task> {
    return this.#change(id, { dismissed_at: null });
  }

  #change(id: string, fields: Partial<Task>): Promise<Task> {
    const index = this.#all.findIndex(task => task.id === id);
    const old = this.#all[index] ?? sample(id, {});
    const next = sample(id, { ...old, ...fields, version: old.version + 1 });
    this.#all[index] = next;
    return Promise.resolve(next);
  }
}

/** A hub of its own for each picture, as for somebody who was here before. */
function hub(name: string, tasks: Task[]): Hub {
  const api = new StillApi(name, tasks);
  try {
    const kept = JSON.stringify({ seen: [], told: [], muted: [] });
    localStorage.setItem(`meanwhile ${api.base} ${SUPERVISOR.id}`, kept);
  } catch {
    // Then the toasts stay away.
  }
  return new Hub(api.base, { api, feed: new Feed(api) });
}

const failed = (name: string, seconds: number, code: string, why: string, fields: Partial<Task> = {}) =>
  sample(name, {
    status: 'failed',
    task_type: 'calculate_distances',
    entity_label: `Client ${name}`,
    created_at: at(-seconds - 20),
    processing_completed_at: at(-seconds),
    error_message: `Drive times failed: ${why}. Try again, or ask an administrator.`,
    error_details: { code, why, what: 'Drive times failed', advice: 'Try again.' },
    ...fields,
  });

const running = sample('busy', {
  status: 'processing',
  processing_started_at: at(-9),
  status_message: 'Asking…',
});
const refused = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    failed(`K${index}`, 60 + index, 'maps_403', 'Google Maps refused the key (403)'),
  );

export function bellStates(): State[] {
  const bell = (name: string, tasks: Task[]) => html`<mw-bell .source=${hub(name, tasks)}></mw-bell>`;
  return [
    ['bell with nothing', bell('quiet', [])],
    ['bell while something runs', bell('ring', [running])],
    ['bell with failures', bell('some', [...refused(3), running])],
    ['bell with very many', bell('many', refused(100))],
  ];
}

export function toastStates(): State[] {
  const toasts = (name: string, tasks: Task[]) =>
    html`<mw-toasts still retries .source=${hub(name, tasks)}></mw-toasts>`;
  const causes = ['maps_403', 'quo_401', 'calendar_404', 'sms_400', 'printer'].map((code, index) =>
    failed(code, 30 + index, code, `the service said no (${code})`),
  );
  return [
    ['a toast', toasts('toast', refused(1))],
    ['a toast for many tasks', toasts('toast-many', refused(12))],
    [
      'a toast for a retry',
      toasts('toast-retry', [
        failed('later', 20, 'maps_429', 'Google Maps is rate-limiting (429)', { next_retry_at: at(600) }),
      ]),
    ],
    ['more causes than toasts', toasts('toast-rest', causes)],
  ];
}

export function listStates(): State[] {
  const many = [
    ...refused(3),
    failed('address', 7_200, 'bad_address', 'the address is not known', { created_at: at(-90_000) }),
    failed('later', 20, 'maps_429', 'Google Maps is rate-limiting (429)', { next_retry_at: at(600) }),
    running,
  ];
  return [
    ['panel', html`<mw-panel still .source=${hub('panel', many)}></mw-panel>`],
    ['panel with nothing', html`<mw-panel still .source=${hub('panel-empty', [])}></mw-panel>`],
    [
      'failed tasks by cause',
      html`<mw-failed .source=${hub('failed', [...many, failed('old', 200_000, 'old', 'nobody looked')])}></mw-failed>`,
    ],
    ['no failed tasks', html`<mw-failed .source=${hub('failed-none', [])}></mw-failed>`],
  ];
}
