import { addDays, dayWords, instant, isDay, monthOf, ownZone, today, weekOf } from '../zoned.ts';

export const VIEWS = ['day', 'week', 'month', 'list'] as const;
export type View = (typeof VIEWS)[number];

/** Which days a page of the calendar shows: from the first up to but without the last. */
export interface Range {
  view: View;
  date: string;
  from: string;
  to: string;
}

/** What the address asks for. */
export function rangeOf(search: URLSearchParams): Range {
  const asked = search.get('view');
  const view = VIEWS.find(one => one === asked) ?? 'day';
  const day = search.get('date');
  const date = isDay(day) ? day : today();
  switch (view) {
    case 'day':
      return { view, date, from: date, to: addDays(date, 1) };
    case 'week':
      return { view, date, from: weekOf(date), to: addDays(weekOf(date), 7) };
    case 'month':
      return { view, date, from: monthOf(date), to: monthOf(date, 1) };
    case 'list':
      return { view, date, from: date, to: addDays(date, 14) };
  }
}

/** The instants to ask for. Appointments may be in any zone, so a day more on either side. */
export function instantsOf(range: Range): { from: string; to: string } {
  return {
    from: instant(addDays(range.from, -1), 0, ownZone()),
    to: instant(addDays(range.to, 1), 0, ownZone()),
  };
}

export function step(range: Range, by: 1 | -1): string {
  if (range.view === 'month') return monthOf(range.date, by);
  const days = range.view === 'day' ? 1 : range.view === 'week' ? 7 : 14;
  return addDays(range.date, by * days);
}

export function rangeWords(range: Range): string {
  if (range.view === 'day') return dayWords(range.date, { dateStyle: 'full' });
  if (range.view === 'month') return dayWords(range.from, { month: 'long', year: 'numeric' });
  const short = { month: 'short', day: 'numeric' } as const;
  return `${dayWords(range.from, short)} – ${dayWords(addDays(range.to, -1), { ...short, year: 'numeric' })}`;
}
