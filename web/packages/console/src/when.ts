const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'always', style: 'short' });

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** The full date and time, in the zone of the reader. */
export function moment(iso: string): string {
  return MOMENT.format(new Date(iso));
}

export function clock(iso: string): string {
  return CLOCK.format(new Date(iso));
}

export function hour(date: Date): string {
  return HOUR.format(date);
}

/** "12 sec. ago", "in 3 min.", and the day for what is more than a week away. */
export function relative(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  if (Math.abs(seconds) < 2) return 'just now';
  if (Math.abs(seconds) > 7 * 86_400) return DAY.format(new Date(iso));
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length || unit === 'second')
      return RELATIVE.format(Math.trunc(seconds / length), unit);
  }
  return '';
}
