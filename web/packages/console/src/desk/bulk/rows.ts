import type { Values } from '../forms/merge.ts';

/** What a name may be chosen from. */
export interface Named {
  id: string;
  name: string;
}

export interface Known {
  clinics: readonly Named[];
  types: readonly (Named & { default_minutes: number })[];
  drivers: readonly Named[];
}

/** A line of the form. `wrong` says by field what cannot be taken as it is. */
export interface Row {
  values: Values;
  wrong: Values;
}

const COLUMNS = [
  'client',
  'clinic',
  'type',
  'day',
  'time',
  'duration',
  'driver',
  'transit',
  'notes',
] as const;
type Column = (typeof COLUMNS)[number];

const WORDS: Record<string, Column> = {
  client: 'client',
  name: 'client',
  knumber: 'client',
  clinic: 'clinic',
  destination: 'clinic',
  kind: 'type',
  type: 'type',
  date: 'day',
  day: 'day',
  time: 'time',
  start: 'time',
  minutes: 'duration',
  duration: 'duration',
  driver: 'driver',
  transit: 'transit',
  notes: 'notes',
  note: 'notes',
};

/** The rows of a spreadsheet as they come from the clipboard, with or without a line of headings. */
export function rowsOf(text: string, known: Known): Row[] {
  const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
  const cells = lines.map(line =>
    (line.includes('\t') ? line.split('\t') : line.split(/[;,]/)).map(cell => cell.trim()),
  );
  const first = (cells[0] ?? []).map(cell => WORDS[cell.toLowerCase()]);
  const headed = first.filter(Boolean).length >= 2;
  const columns: readonly (Column | undefined)[] = headed ? first : COLUMNS;
  return cells.slice(headed ? 1 : 0).map(row => rowOf(row, columns, known));
}

function rowOf(cells: string[], columns: readonly (Column | undefined)[], known: Known): Row {
  const said: Partial<Record<Column, string>> = {};
  columns.forEach((column, at) => {
    if (column) said[column] = cells[at] ?? '';
  });
  const row = emptyRow(known);
  const { values, wrong } = row;
  values.client = said.client ?? '';
  choose(row, 'clinic_id', said.clinic, known.clinics);
  choose(row, 'driver_id', said.driver, known.drivers);
  choose(row, 'appointment_type_id', said.type, known.types);
  const day = dayFrom(said.day ?? '');
  if (day) values.day = day;
  else if (said.day) wrong.day = `“${said.day}” is no date. Write it as 2026-11-30.`;
  const time = timeFrom(said.time ?? '');
  if (time) values.time = time;
  else if (said.time) wrong.time = `“${said.time}” is no time. Write it as 14:30.`;
  const kind = known.types.find(one => one.id === values.appointment_type_id);
  values.duration_minutes = said.duration || String(kind?.default_minutes ?? values.duration_minutes);
  if (said.transit) {
    values.transit_minutes = said.transit;
    values.transit_source = 'manual';
  }
  values.notes = said.notes ?? '';
  return row;
}

export function emptyRow(known: Known): Row {
  const type = known.types[0];
  return {
    values: {
      client: '',
      knumber: '',
      clinic_id: '',
      appointment_type_id: type?.id ?? '',
      day: '',
      time: '',
      duration_minutes: String(type?.default_minutes ?? 30),
      driver_id: '',
      transit_minutes: '',
      transit_source: '',
      pickup_address: '',
      notes: '',
    },
    wrong: {},
  };
}

function choose(row: Row, field: string, said: string | undefined, known: readonly Named[]): void {
  if (!said) return;
  const word = said.toLowerCase();
  const found =
    known.find(one => one.name.toLowerCase() === word) ??
    only(known.filter(one => one.name.toLowerCase().startsWith(word)));
  if (found) row.values[field] = found.id;
  else row.wrong[field] = `There is no “${said}”. Choose one.`;
}

function only<T>(found: T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** "2026-11-30", "11/30/2026", "30.11.2026". */
export function dayFrom(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : german
        ? [german[3], german[2], german[1]]
        : [];
  if (!year || !month || !day) return null;
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(found) ? found : null;
}

/** "14:30", "9:30 AM", "2 pm". */
export function timeFrom(text: string): string | null {
  const found = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])?\.?m?\.?$/i.exec(text.trim());
  if (!found || (!found[2] && !found[3])) return null;
  let hour = Number(found[1]);
  const half = found[3]?.toLowerCase();
  if (half && (hour < 1 || hour > 12)) return null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  const minute = Number(found[2] ?? 0);
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    : null;
}

/** What the server says of each row, by the pointers `/items/3/starts_at`. */
export function wrongByRow(errors: readonly { pointer?: string; message?: string }[]): Map<number, Values> {
  const rows = new Map<number, Values>();
  for (const { pointer, message } of errors) {
    const found = /^\/(?:items\/)?(\d+)(?:\/(.*))?$/.exec(pointer ?? '');
    if (!found || !message) continue;
    const at = Number(found[1]);
    const field = FIELDS[found[2] ?? ''] ?? found[2] ?? '';
    rows.set(at, { ...rows.get(at), [field]: message });
  }
  return rows;
}

/** Where the form has another name for it. */
const FIELDS: Record<string, string> = { starts_at: 'day', knumber: 'client' };
