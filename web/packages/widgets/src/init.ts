import {
  type Hub,
  hasEnded,
  hubOf,
  labelOf,
  type Scope,
  type Task,
  TokenKeeper,
  type TokenSource,
} from '@meanwhile/client';
import { defaultBase } from './base.ts';
import './bell.ts';
import './panel.ts';
import './toasts.ts';

/** How the widgets of a page are set up. */
export interface Options extends TokenSource {
  /** The address of the server; without it the one that the script came from. */
  base?: string;
  /** Whose failures are told: one's own, or those of all whom one looks after. */
  scope?: Scope;
  /** Tells also of failures that are tried again by themselves. */
  retries?: boolean;
  /** Where a task is shown in full, with `{id}` for the task. */
  taskUrl?: string;
  /** The same as `base`, in the words of pages that had another server. */
  supabaseUrl?: string;
  /** Accepted, and not used: here a short-lived token says who asks. */
  supabaseAnonKey?: string;
}

/** What ends what was begun. */
export interface Placed {
  stop(): void;
}

let configured: { base: string; placed: Placed | null } | null = null;

/** Adds toasts, bell and panel to this page, once; for those who hear nothing of tasks they stay empty. */
export function init(options: Options = {}): Placed {
  const hub = configure(options);
  if (configured?.placed) return configured.placed;
  const base = hub.api.base;
  const elements = [toasts(base, options), document.createElement('mw-panel'), bell(base)];
  for (const element of elements) {
    if ('base' in element) element.base = base;
    if (!element.parentElement) document.body.append(element);
  }
  const placed = {
    stop() {
      for (const element of elements) element.remove();
      configured = null;
    },
  };
  configured = { base, placed };
  return placed;
}

/** Says which server the page speaks to, and how; elements that are placed by hand need no more than this. */
export function configure(options: Options): Hub {
  const base = options.base ?? originOf(options.supabaseUrl) ?? defaultBase();
  const hub = hubOf(base);
  configured = { base, placed: configured?.base === base ? configured.placed : null };
  hub.scope = options.scope ?? hub.scope;
  hub.taskUrl = options.taskUrl ?? hub.taskUrl;
  const keeper = keeperOf(options);
  if (keeper) hub.keep(keeper);
  return hub;
}

/** The hub that the page was set up with. */
export function pageHub(): Hub {
  return hubOf(configured?.base ?? defaultBase());
}

/** Follows one task; `ended` is kept when nothing happens to it any more. */
export function track(
  id: string,
  listener: (task: Task) => void = () => {},
): Placed & { ended: Promise<Task> } {
  const hub = pageHub();
  const leave = [hub.follow('task', id)];
  const stop = () => {
    for (const one of leave.splice(0)) one();
  };
  const ended = new Promise<Task>(resolve => {
    let version = -1;
    const look = () => {
      const task = hub.task(id);
      if (!task || task.version <= version) return;
      version = task.version;
      listener(task);
      if (!hasEnded(task)) return;
      resolve(task);
      stop();
    };
    leave.push(hub.changed.listen(look));
    look();
  });
  return { stop, ended };
}

/** Tells of all tasks that this page hears of: each change, each end, each failure that needs somebody. */
export function on(kind: 'change' | 'complete' | 'fail', listener: (task: Task) => void): () => void {
  const hub = pageHub();
  const versions = new Map(hub.tasks().map(task => [task.id, task.version]));
  const leave = [hub.watch()];
  leave.push(
    hub.changed.listen(() => {
      for (const task of hub.tasks()) {
        if ((versions.get(task.id) ?? -1) >= task.version) continue;
        versions.set(task.id, task.version);
        const failed = labelOf(task) === 'needs attention';
        if (kind === 'change' || (kind === 'fail' ? failed : task.status === 'completed')) listener(task);
      }
    }),
  );
  return () => {
    for (const one of leave.splice(0)) one();
  };
}

function toasts(base: string, options: Options): HTMLElementTagNameMap['mw-toasts'] {
  const element = document.createElement('mw-toasts');
  element.base = base;
  element.retries = options.retries ?? false;
  return element;
}

/** Into the place that the page has for it, or into a corner. */
function bell(base: string): HTMLElement {
  const element = document.createElement('mw-bell');
  element.base = base;
  const place = document.querySelector('[data-meanwhile-bell]');
  if (place) place.append(element);
  else element.setAttribute('corner', '');
  return element;
}

function keeperOf(options: Options): TokenKeeper | null {
  if (options.supabaseAnonKey?.startsWith('mwk_')) {
    throw new Error(
      'A key of Meanwhile does not belong on a page, where everybody can read it. Give tokenUrl: an address of your own server that answers with a short-lived token.',
    );
  }
  return TokenKeeper.of(options);
}

function originOf(address: string | undefined): string | undefined {
  return address ? new URL(address, location.href).origin : undefined;
}
