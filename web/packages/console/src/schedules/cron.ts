import { number, type Schedule } from '@meanwhile/client';

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** When a schedule begins, in words where that is easy; null for expressions that say it better themselves. */
export function inWords(schedule: Pick<Schedule, 'cron' | 'every_seconds'>): string | null {
  if (schedule.every_seconds !== null) return every(schedule.every_seconds);
  const fields = (schedule.cron ?? '').trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (month !== '*' || !/^\d+$/.test(minute)) return step(fields);
  if (hour === '*' && day === '*' && weekday === '*') return `Every hour, at minute ${Number(minute)}`;
  if (!/^\d+$/.test(hour)) return null;
  const at = `at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day === '*') {
    const days = daysOf(weekday);
    return days ? `${days} ${at}` : null;
  }
  return weekday === '*' && /^\d+$/.test(day) ? `On day ${Number(day)} of every month ${at}` : null;
}

function daysOf(weekday: string): string | null {
  if (weekday === '*') return 'Every day';
  if (/^(1-5|MON-FRI)$/i.test(weekday)) return 'Mondays to Fridays';
  const index = /^[0-7]$/.test(weekday) ? Number(weekday) : NAMES.indexOf(weekday.toUpperCase());
  return DAYS[index] ?? null;
}

function step([minute = '', ...rest]: string[]): string | null {
  const found = /^\*\/(\d+)$/.exec(minute);
  if (rest.some(field => field !== '*')) return null;
  if (minute === '*') return 'Every minute';
  return found && 60 % Number(found[1]) === 0 ? `Every ${found[1]} minutes` : null;
}

function every(seconds: number): string {
  const units: [number, string][] = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ];
  const [size, unit] = units.find(([length]) => seconds % length === 0) ?? [1, 'second'];
  const count = seconds / size;
  return count === 1 ? `Every ${unit}` : `Every ${number(count)} ${unit}s`;
}
