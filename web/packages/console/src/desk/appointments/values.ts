import type { Appointment, AppointmentEntry, AppointmentStatus, TransitSource } from '@meanwhile/client';
import { numberOrNull, textOrNull } from '../forms/entry-dialog.ts';
import type { Values } from '../forms/merge.ts';
import { deskZone } from '../lists.ts';
import { clockOf, instant, isDay, minutesOf, ownZone, today, wall } from '../zoned.ts';

/** What a new appointment begins with. */
export interface Suggested {
  knumber?: string;
  day?: string;
  minutes?: number;
  driver_id?: string;
  type_id?: string;
}

/** An appointment as a form holds it. */
export function valuesOf(one: Appointment | undefined, suggested: Suggested): Values {
  const zone = one?.zone ?? deskZone();
  const at = one
    ? wall(one.starts_at, zone)
    : { day: suggested.day ?? today(zone), minutes: suggested.minutes ?? soon(suggested.day) };
  return {
    knumber: one?.knumber ?? suggested.knumber ?? '',
    client_text: one ? `${one.client_name} (${one.knumber})` : (suggested.knumber ?? ''),
    clinic_id: one?.clinic_id ?? '',
    appointment_type_id: one?.appointment_type_id ?? suggested.type_id ?? '',
    day: at.day,
    time: clockOf(at.minutes),
    zone,
    duration_minutes: String(one?.duration_minutes ?? 30),
    driver_id: one?.driver_id ?? suggested.driver_id ?? '',
    transit_minutes: one?.transit_minutes == null ? '' : String(one.transit_minutes),
    transit_source: one?.transit_source ?? '',
    pickup_address: one?.pickup_address ?? '',
    pickup_by_hand: one?.pickup_address ? 'yes' : '',
    status: one?.status ?? 'scheduled',
    notes: one?.notes ?? '',
  };
}

/** Nine o'clock, or the next full hour of a working day that has begun. */
function soon(day: string | undefined): number {
  const now = wall(Date.now(), ownZone());
  const next = day && day !== now.day ? 0 : (Math.floor(now.minutes / 60) + 1) * 60;
  return Math.min(18 * 60, Math.max(9 * 60, next));
}

/** The instant that date, time and zone mean; undefined while one of them is missing. */
export function startsAt(typed: Values): string | undefined {
  const minutes = minutesOf(typed.time ?? '');
  const day = typed.day ?? '';
  return isDay(day) && minutes !== null ? instant(day, minutes, typed.zone || ownZone()) : undefined;
}

/** What the form sends; what is missing is left to the server to name. */
export function bodyOf(typed: Values): AppointmentEntry {
  const transit = numberOrNull(typed.transit_minutes ?? '');
  return {
    knumber: typed.knumber ?? '',
    driver_id: textOrNull(typed.driver_id ?? ''),
    clinic_id: textOrNull(typed.clinic_id ?? '') as string,
    appointment_type_id: textOrNull(typed.appointment_type_id ?? ''),
    starts_at: startsAt(typed) ?? (null as unknown as string),
    zone: typed.zone || ownZone(),
    duration_minutes: numberOrNull(typed.duration_minutes ?? '') ?? (null as unknown as number),
    transit_minutes: transit,
    transit_source: transit === null ? null : ((typed.transit_source || 'manual') as TransitSource),
    pickup_address: textOrNull(typed.pickup_address ?? ''),
    status: (typed.status || 'scheduled') as AppointmentStatus,
    notes: textOrNull(typed.notes ?? ''),
  };
}
