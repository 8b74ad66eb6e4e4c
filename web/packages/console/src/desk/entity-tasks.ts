import { Signal, type Task, titleOfType } from '@meanwhile/client';
import { calm } from '../calm.ts';
import { whoIsIt } from '../people/preferences.ts';
import { api, feed, store } from '../session.ts';

/** The task types of the desk, and how a chip names each. */
export const CHIP_WORDS: Record<string, string> = {
  calculate_distances: 'Drive times',
  add_openphone_contact: 'Contact in Quo',
  sync_calendar: 'Google Calendar',
  delete_calendar: 'Removal from calendar',
  calculate_appointment_distance: 'Transit time',
  send_sms_notification: 'Text message',
  create_driver_calendar: 'Own calendar',
  calculate_driver_distances: 'Drive times',
  recalculate_clinic_preferences: 'Clinic preferences',
};

/** The name of a task type of the desk. */
export function wordOf(type: string): string {
  return CHIP_WORDS[type] ?? titleOfType(type);
}

const SERVICES: Record<string, string> = {
  google_maps: 'Google Maps',
  google_calendar: 'Google Calendar',
  quo: 'Quo',
};

/** The name of a service as people know it. */
export function serviceName(name: string): string {
  return SERVICES[name] ?? titleOfType(name);
}

export const DESK_TYPES = Object.keys(CHIP_WORDS);

/** Something changed about the tasks of some entity. */
export const entityTasksChanged = new Signal<void>();

const watched = new Map<string, number>();
let grouped: Map<string, Task[]> | null = null;

store.changed.listen(() => {
  grouped = null;
  entityTasksChanged.emit();
});
feed.events.listen(event => {
  if (!store.get(event.task_id) && watched.has(`${event.entity_type}:${event.entity_id}`)) {
    // The chip appears with the next event when this reading fails.
    store.refetch(event.task_id).catch(() => {});
  }
});
const readOpen = calm(() => void open(), 3_000);
feed.resync.listen(readOpen);

/** The tasks of an entity, newest first, as far as they are known here. */
export function tasksOf(entity: string): Task[] {
  grouped ??= group();
  return grouped.get(entity) ?? [];
}

/** Keeps up with the tasks of an entity until the returned function is called. */
export function watch(entity: string): () => void {
  if (watched.size === 0) readOpen();
  watched.set(entity, (watched.get(entity) ?? 0) + 1);
  return () => {
    const left = (watched.get(entity) ?? 1) - 1;
    if (left > 0) watched.set(entity, left);
    else watched.delete(entity);
  };
}

/** Reads all tasks of one entity; whoever may see none sees none. */
export async function readTasksOf(entity: string): Promise<void> {
  const page = await api.tasks({ entity, limit: 20 }).catch(() => null);
  for (const task of page?.items ?? []) store.put(task);
}

/** One call for all rows of a page: what is not done yet. */
async function open(): Promise<void> {
  if (watched.size === 0 || !whoIsIt()?.capabilities?.some(one => one.startsWith('tasks:read:'))) return;
  const status = ['pending', 'processing', 'failed'] as const;
  const page = await api.tasks({ type: DESK_TYPES, status, limit: 100 }).catch(() => null);
  for (const task of page?.items ?? []) store.put(task);
}

function group(): Map<string, Task[]> {
  const found = new Map<string, Task[]>();
  for (const task of store.all()) {
    const entity = `${task.entity_type}:${task.entity_id}`;
    const tasks = found.get(entity);
    if (tasks) tasks.push(task);
    else found.set(entity, [task]);
  }
  for (const tasks of found.values())
    tasks.sort((one, other) => other.created_at.localeCompare(one.created_at));
  return found;
}
