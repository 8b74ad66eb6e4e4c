/** Days and minutes on the clock of a place. A day is `2026-11-22`; minutes count from midnight, as the clock shows them. */

export interface Wall {
  day: string;
  minutes: number;
}

const PARTS = new Map<string, Intl.DateTimeFormat>();

/** The zone of the reader. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** What the clock of the zone shows at this instant. */
export function wall(instant: string | number, zone: string): Wall {
  const found: Record<string, string> = {};
  for (const { type, value } of format(zone).formatToParts(new Date(instant))) found[type] = value;
  return {
    day: `${found.year}-${found.month}-${found.day}`,
    minutes: Number(found.hour) * 60 + Number(found.minute),
  };
}

/**
 * The instant at which the clock of the zone shows this. A time that the clocks leave out in spring becomes the same
 * time after the change, an hour later; of a time that comes twice in autumn, the first is meant.
 */
export function instant(day: string, minutes: number, zone: string): string {
  const target = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  const before = target - offset(target - 86_400_000, zone);
  const after = target - offset(target + 86_400_000, zone);
  for (const guess of [before, after].sort((one, other) => one - other)) {
    if (guess + offset(guess, zone) === target) return iso(guess);
  }
  return iso(before);
}

/** Milliseconds that the clock of the zone is ahead of UTC. */
function offset(at: number, zone: string): number {
  const shown = wall(at, zone);
  const whole = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * 60_000 - whole;
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function format(zone: string): Intl.DateTimeFormat {
  let known = PARTS.get(zone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    PARTS.set(zone, known);
  }
  return known;
}

export function today(zone: string = ownZone()): string {
  return wall(Date.now(), zone).day;
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of its week. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export function monthOf(day: string, months = 0): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** "09:30" as a field for times has it. */
export function clockOf(minutes: number): string {
  const text = (value: number) => String(value).padStart(2, '0');
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}`;
}

export function minutesOf(clock: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return minutes < 1440 && Number(found[2]) < 60 ? minutes : null;
}

/** The short name of the zone, "EST", where it is not the reader's own at that moment. */
export function otherZone(at: string, zone: string): string {
  const time = Date.parse(at);
  if (offset(time, zone) === offset(time, ownZone())) return '';
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    time,
  );
  return parts.find(part => part.type === 'timeZoneName')?.value ?? zone;
}

/** A day as people read it: "Mon, Nov 23". */
export function dayWords(day: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, { ...style, timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** The time of an appointment on the clock of its own place: "9:30 AM". */
export function timeWords(at: string, zone: string): string {
  const words = new Intl.DateTimeFormat(undefined, { timeZone: zone, hour: 'numeric', minute: '2-digit' });
  const other = otherZone(at, zone);
  return other ? `${words.format(new Date(at))} ${other}` : words.format(new Date(at));
}

/** "9 AM", or "09" where that is the custom. */
export function hourWords(hour: number): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 0, 1, hour)),
  );
}
