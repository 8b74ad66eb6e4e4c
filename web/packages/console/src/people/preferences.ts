import {
  type LiveEvent,
  labelOf,
  type Me,
  nameOf,
  type Preferences,
  Signal,
  sentenceOf,
  statusAfter,
} from '@meanwhile/client';
import { go } from '../router.ts';
import { api, feed } from '../session.ts';
import { chooseTheme, storedTheme, type Theme } from '../theme.ts';
import { titleOf } from '../titles.ts';

let person: Me | null = null;
let listening = false;

export const personKnown = new Signal<void>();

/** Whose pages these are; null while that is not known. */
export function whoIsIt(): Me | null {
  return person;
}

/** Whether the person may do this, for example `desk:change:any`. The server decides again. */
export function may(capability: string): boolean {
  return person?.capabilities?.includes(capability) ?? false;
}

/** Does as this person wishes, from now on. */
export function follow(me: Me | null): void {
  person = me;
  personKnown.emit();
  if (!me) return;
  // Older servers keep no preferences.
  if (me.preferences && me.preferences.theme !== storedTheme()) chooseTheme(me.preferences.theme);
  if (!listening) feed.events.listen(event => void told(event));
  listening = true;
}

/** Keeps what the person wishes, with the person; nothing is kept while nobody is known. */
export async function keep(wish: Partial<Preferences>): Promise<void> {
  if (!person?.preferences) return;
  const preferences = { ...person.preferences, ...wish };
  person = { ...person, preferences };
  await api.ask('PUT', '/api/me/preferences', preferences);
}

/** Shows the pages in this theme here, and wherever the person signs in. */
export function prefer(theme: Theme): void {
  chooseTheme(theme);
  // What is not kept holds for this browser.
  keep({ theme }).catch(() => {});
}

/** Whether the browser lets us show notices; asks the person when they have not said. */
export async function mayNotify(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  const said =
    Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission;
  return said === 'granted';
}

/** Tells of a task that needs somebody, also while another tab is in front. */
async function told(event: LiveEvent): Promise<void> {
  const wish = person?.preferences?.notices ?? 'none';
  const bad = statusAfter(event.event_type) === 'failed' || statusAfter(event.event_type) === 'timeout';
  if (wish === 'none' || !bad || typeof Notification === 'undefined') return;
  if (Notification.permission !== 'granted') return;
  try {
    const task = await api.task(event.task_id);
    if (labelOf(task) !== 'needs attention') return;
    if (wish === 'own' && task.created_by !== person?.id) return;
    const notice = new Notification(nameOf(task, titleOf(task.task_type)), {
      body: sentenceOf(task),
      tag: task.id,
    });
    notice.onclick = () => {
      window.focus();
      go(`/tasks/${task.id}`);
    };
  } catch {
    // The list shows it all the same.
  }
}
