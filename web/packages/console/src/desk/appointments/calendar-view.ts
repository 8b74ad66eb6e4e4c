import type { Appointment } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { go, withParameters } from '../../router.ts';
import { drivers } from '../lists.ts';
import { addDays, dayWords } from '../zoned.ts';
import './agenda.ts';
import { dayOf, isOff, STATUS_WORDS } from './entry.ts';
import './month-grid.ts';
import type { Range } from './range.ts';
import './time-grid.ts';
import type { Column } from './time-grid.ts';

/** Narrower screens show every view as a list. */
export const WIDE = '(min-width: 48rem)';

export function calendarView(range: Range, all: Appointment[], movable: boolean): TemplateResult {
  const agenda = html`<mw-agenda class="card" .appointments=${all} .movable=${movable} none="No appointments in these days."></mw-agenda>`;
  if (range.view === 'list' || !matchMedia(WIDE).matches) return agenda;
  if (range.view === 'month') {
    return html`<mw-month-grid class="card no-print" month=${range.from} .appointments=${all}></mw-month-grid>${printed(agenda)}`;
  }
  const columns = range.view === 'day' ? byDriver(all) : byDay(range, all);
  return html`<mw-time-grid class="card no-print" label=${range.view === 'day' ? 'The day, by driver' : 'The week'} .columns=${columns} .movable=${movable}></mw-time-grid>
    ${movable ? html`<p class="muted small no-print">Drag an appointment to move it, or press M on it. “List” has a button for it.</p>` : nothing}
    ${printed(agenda)}`;
}

/** Paper gets the list, whatever the screen shows. */
function printed(agenda: TemplateResult): TemplateResult {
  return html`<div class="print-only">${agenda}</div>`;
}

/** Those that nobody drives first, then a column for each driver. */
function byDriver(all: Appointment[]): Column[] {
  const of = (id: string | null) => all.filter(one => one.driver_id === id && !(id === null && isOff(one)));
  const known = drivers.get().filter(one => one.active || all.some(other => other.driver_id === one.id));
  const unknown = new Map(
    all
      .filter(one => one.driver_id && !known.some(driver => driver.id === one.driver_id))
      .map(one => [one.driver_id as string, one.driver_name ?? 'A driver']),
  );
  return [
    { id: 'driver-', heading: 'Unassigned', appointments: of(null) },
    ...known.map(one => ({ id: `driver-${one.id}`, heading: one.full_name, appointments: of(one.id) })),
    ...[...unknown].map(([id, name]) => ({ id: `driver-${id}`, heading: name, appointments: of(id) })),
  ];
}

function byDay(range: Range, all: Appointment[]): Column[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = addDays(range.from, index);
    return {
      id: `day-${day}`,
      heading: dayWords(day, { weekday: 'short', day: 'numeric', month: 'short' }),
      appointments: all.filter(one => dayOf(one) === day),
    };
  });
}

/** Whose appointments, and in which state. */
export function filters(search: URLSearchParams): TemplateResult {
  const set = (name: string) => (event: Event) =>
    go(withParameters({ [name]: (event.currentTarget as HTMLSelectElement).value }), { replace: true });
  const options = (name: string, all: readonly (readonly [string, string])[]) =>
    all.map(
      ([value, words]) =>
        html`<option value=${value} ?selected=${value === (search.get(name) ?? '')}>${words}</option>`,
    );
  return html`<search class="filters no-print">
    <select class="input type" aria-label="Driver" @change=${set('driver')}>
      ${options('driver', [['', 'All drivers'], ['none', 'Unassigned'], ...drivers.get().map(one => [one.id, one.full_name] as const)])}</select>
    <select class="input type" aria-label="Status" @change=${set('status')}>
      ${options('status', [['', 'Every status'], ...Object.entries(STATUS_WORDS)])}</select>
  </search>`;
}
