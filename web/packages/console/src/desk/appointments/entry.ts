import type { Appointment, AppointmentEntry, AppointmentStatus } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';
import { icon } from '../../parts/icons.ts';
import { dayWords, instant, timeWords, wall } from '../zoned.ts';

export const STATUS_WORDS: Record<AppointmentStatus, string> = {
  scheduled: 'Scheduled',
  confirmed: 'Confirmed',
  completed: 'Completed',
  cancelled: 'Cancelled',
  no_show: 'No show',
};

/** What a change of an appointment sends: all of it. */
export function entryOf(one: Appointment): AppointmentEntry {
  return {
    knumber: one.knumber,
    driver_id: one.driver_id,
    clinic_id: one.clinic_id,
    appointment_type_id: one.appointment_type_id,
    starts_at: one.starts_at,
    zone: one.zone,
    duration_minutes: one.duration_minutes,
    transit_minutes: one.transit_minutes,
    transit_source: one.transit_source,
    pickup_address: one.pickup_address,
    status: one.status,
    notes: one.notes,
  };
}

/** The appointment elsewhere in the calendar, at that time on the clock of its own place. */
export function movedTo(
  one: Appointment,
  to: { day: string; minutes: number; driver_id: string | null },
): AppointmentEntry {
  return { ...entryOf(one), driver_id: to.driver_id, starts_at: instant(to.day, to.minutes, one.zone) };
}

/** The day that an appointment is on, where it takes place. */
export function dayOf(one: Appointment): string {
  return wall(one.starts_at, one.zone).day;
}

export function isOff(one: Appointment): boolean {
  return one.status === 'cancelled' || one.status === 'no_show';
}

/** "Mon, Nov 23, 9:30 AM". */
export function whenWords(one: Appointment): string {
  const day = dayWords(dayOf(one), { weekday: 'short', month: 'short', day: 'numeric' });
  return `${day}, ${timeWords(one.starts_at, one.zone)}`;
}

/** The status as colour, icon and word. */
export function statusPill(one: Appointment): TemplateResult {
  const off = isOff(one);
  return html`<span class="pill a-${one.status}">${icon(off ? 'stop' : one.status === 'scheduled' ? 'clock' : 'check')}${STATUS_WORDS[one.status] ?? one.status}</span>`;
}
