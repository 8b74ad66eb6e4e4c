import type { Appointment } from '@meanwhile/client';
import { wall } from '../zoned.ts';

/** An appointment in a column of the calendar; minutes count from midnight. */
export interface Placed {
  appointment: Appointment;
  start: number;
  end: number;
  /** Which of so many side by side. */
  lane: number;
  lanes: number;
}

/** Puts what overlaps side by side, and leaves the rest its full width. */
export function placed(appointments: readonly Appointment[]): Placed[] {
  const all = appointments
    .map(appointment => {
      const start = wall(appointment.starts_at, appointment.zone).minutes;
      return {
        appointment,
        start,
        end: start + Math.max(15, appointment.duration_minutes),
        lane: 0,
        lanes: 1,
      };
    })
    .sort((one, other) => one.start - other.start || other.end - one.end);
  let group: Placed[] = [];
  let groupEnd = -1;
  const close = () => {
    const lanes = Math.max(0, ...group.map(one => one.lane)) + 1;
    for (const one of group) one.lanes = lanes;
    group = [];
  };
  for (const one of all) {
    if (one.start >= groupEnd) close();
    const taken = new Set(group.filter(other => other.end > one.start).map(other => other.lane));
    while (taken.has(one.lane)) one.lane++;
    group.push(one);
    groupEnd = Math.max(group.length === 1 ? -1 : groupEnd, one.end);
  }
  close();
  return all;
}

/** The hours to show: a working day, and whatever lies outside of it. */
export function hoursOf(all: readonly Placed[]): { first: number; last: number } {
  const first = Math.min(7 * 60, ...all.map(one => one.start - (one.appointment.transit_minutes ?? 0)));
  const last = Math.max(19 * 60, ...all.map(one => one.end));
  return { first: Math.max(0, Math.floor(first / 60)), last: Math.min(24, Math.ceil(last / 60)) };
}
