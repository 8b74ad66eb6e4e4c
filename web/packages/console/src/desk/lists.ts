import {
  type AppointmentType,
  type Clinic,
  Desk,
  type DeskSummary,
  type Driver,
  Signal,
} from '@meanwhile/client';
import { api, feed } from '../session.ts';
import { ownZone } from './zoned.ts';

/** The calls of the booking desk, for all its pages. */
export const desk = new Desk(api);

/** So long what was read of the small lists is good enough. */
const FRESH = 5 * 60_000;

export const listsChanged = new Signal<void>();

class Cached<T> {
  value: T[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading = false;
  readonly #read: () => Promise<T[]>;

  constructor(read: () => Promise<T[]>) {
    this.#read = read;
  }

  /** What is known now. What is old is read again meanwhile, and `listsChanged` tells of it. */
  get(): T[] {
    if (!this.#reading && performance.now() - this.#readAt > FRESH) void this.load();
    return this.value;
  }

  forget(): void {
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  async load(): Promise<T[]> {
    this.#reading = true;
    this.#readAt = performance.now();
    try {
      this.value = await this.#read();
      listsChanged.emit();
    } catch {
      // A choice stays empty, the page stands; it is tried again soon.
      this.#readAt = performance.now() - FRESH + 5_000;
    } finally {
      this.#reading = false;
    }
    return this.value;
  }
}

/** What forms choose from. */
export const clinics = new Cached<Clinic>(() => desk.clinics());
export const drivers = new Cached<Driver>(() => desk.drivers());
export const appointmentTypes = new Cached<AppointmentType>(() => desk.appointmentTypes());

feed.resync.listen(() => {
  for (const list of [clinics, drivers, appointmentTypes]) list.forget();
});

let zone = '';

/** The zone of the desk, for what is booked here; the reader's own while nobody knows. */
export function deskZone(): string {
  return zone || ownZone();
}

export function keepZone(summary: DeskSummary): DeskSummary {
  if (summary.zone && summary.zone !== zone) {
    zone = summary.zone;
    listsChanged.emit();
  }
  return summary;
}

/** Asks where the desk stands, once. */
export async function findZone(): Promise<void> {
  if (!zone) await desk.summary().then(keepZone, () => {});
}

export function clinicName(id: string | null): string {
  return clinics.get().find(one => one.id === id)?.name ?? '';
}
