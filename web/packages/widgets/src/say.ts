import { number, type Task, titleOfType } from '@meanwhile/client';

/** All words of the widgets, in one place. */
export const SAY = {
  bell: 'Background tasks',
  panel: 'Background tasks',
  toasts: 'Failed background tasks',
  close: 'Close',
  retry: 'Retry',
  retryAll: 'Retry all',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  open: 'Open',
  details: 'Details',
  undo: 'Undo',
  showAll: 'Show all',
  showMore: 'Show more',
  hide: 'Hide this message',
  mute: 'Mute',
  today: 'Today',
  earlier: 'Earlier',
  tabs: { attention: 'Needs attention', running: 'Running', done: 'Done', all: 'All' },
  none: {
    attention: 'Nothing needs you.',
    running: 'Nothing runs right now.',
    done: 'Nothing has ended yet.',
    all: 'There are no tasks yet.',
  },
  loading: 'Reading…',
  dismissed: 'Dismissed.',
  retried: 'It is tried again.',
  everythingWorks: 'Nothing has failed.',
  failedHeading: 'Failed tasks',
  muteType: (type: string) => `Do not tell me about “${titleOfType(type)}”`,
  unmuteType: (type: string) => `Tell me about “${titleOfType(type)}” again`,
  muteLong: (muted: boolean) => (muted ? 'Unmute' : 'Mute'),
  tasks: (count: number) => (count === 1 ? '1 task' : `${number(count)} tasks`),
  badge: (count: number) => (count > 99 ? '99+' : String(count)),
  /** "Background tasks, 3 need attention, 2 running" */
  bellName: (attention: number, running: number): string => {
    const parts = [SAY.bell];
    if (attention > 0) parts.push(`${SAY.badge(attention)} ${attention === 1 ? 'needs' : 'need'} attention`);
    if (running > 0) parts.push(`${SAY.badge(running)} running`);
    return parts.join(', ');
  },
  /** "12 tasks failed: Google Maps is rate-limiting (429)." */
  many: (tasks: readonly Task[], why: string): string => `${SAY.tasks(tasks.length)} failed: ${why}`,
  more: (count: number): string => `${number(count)} more ${count === 1 ? 'task' : 'tasks'} failed.`,
  attempt: (task: Task): string => (task.attempt > 1 ? `attempt ${task.attempt}` : ''),
  retryOf: (name: string) => `Retry ${name}`,
  dismissOf: (name: string) => `Dismiss ${name}`,
  openOf: (name: string) => `Open ${name}`,
  didRetry: (count: number) => (count === 1 ? 'It is tried again.' : `${SAY.tasks(count)} are tried again.`),
  didDismiss: (count: number) => (count === 1 ? 'Dismissed.' : `${SAY.tasks(count)} dismissed.`),
  didReinstate: (count: number) =>
    count === 1 ? 'It needs attention again.' : `${SAY.tasks(count)} need attention again.`,
  retryingAt: (when: string) => `We retry at ${when}.`,
  newest: (count: number) => `The newest ${number(count)} are shown.`,
};

const AGO = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'long' });

/** "5 minutes ago"; under a minute "now". */
export function ago(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  if (seconds < 60) return AGO.format(0, 'second');
  if (seconds < 3600) return AGO.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return AGO.format(-Math.floor(seconds / 3600), 'hour');
  return AGO.format(-Math.floor(seconds / 86_400), 'day');
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** "14:05" */
export function clock(at: string): string {
  return CLOCK.format(new Date(at));
}
