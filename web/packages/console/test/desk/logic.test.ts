import { describe, expect, it } from 'vitest';
import { aTask } from '../../../client/test/samples.ts';
import { movedTo } from '../../src/desk/appointments/entry.ts';
import { hoursOf, placed } from '../../src/desk/appointments/layout.ts';
import { instantsOf, rangeOf, step } from '../../src/desk/appointments/range.ts';
import { HINT, transitFrom } from '../../src/desk/appointments/transit.ts';
import { bodyOf, valuesOf } from '../../src/desk/appointments/values.ts';
import { dayFrom, type Known, rowsOf, timeFrom, wrongByRow } from '../../src/desk/bulk/rows.ts';
import { chipWords, chosen } from '../../src/desk/chips.ts';
import { merge } from '../../src/desk/forms/merge.ts';
import { aClient, anAppointment } from './samples.ts';

describe('two people at one form', () => {
  it('takes what only they changed, keeps what only I changed, and asks about the rest', () => {
    const merged = merge(
      { phone: '1', city: 'Tampa', notes: '' },
      { phone: '1', city: 'Miami', notes: 'mine' },
      { phone: '2', city: 'Orlando', notes: '' },
    );
    expect(merged.values).toEqual({ phone: '2', city: 'Miami', notes: 'mine' });
    expect(merged.taken).toEqual([{ name: 'phone', before: '1', now: '2' }]);
    expect(merged.clashes).toEqual([{ name: 'city', mine: 'Miami', theirs: 'Orlando' }]);
  });

  it('has nothing to ask when both changed it to the same', () => {
    expect(merge({ city: 'Tampa' }, { city: 'Miami' }, { city: 'Miami' }).clashes).toEqual([]);
  });
});

describe('the way, while it is not known', () => {
  it('stays empty, starts at home, and says why', () => {
    expect(transitFrom(aClient(), 'clinic-1')).toEqual({
      minutes: null,
      source: null,
      pickup_address: '12 Oak Street, Tampa, FL 33602',
      hint: HINT,
    });
  });

  it('comes from the travel times, with the pick-up address they were made for', () => {
    const known = {
      clinic_id: 'clinic-1',
      clinic: 'Harbour Clinic',
      minutes: 17,
      meters: 9000,
      provider: 'google',
      estimated: true,
      pickup_address: 'Side door',
    };
    const client = aClient({ clinic_travel_times: [known], travel_times: 'ready' });
    expect(transitFrom(client, 'clinic-1')).toEqual({
      minutes: 17,
      source: 'estimate',
      pickup_address: 'Side door',
      hint: null,
    });
    expect(transitFrom(client, 'elsewhere')).toMatchObject({ minutes: null, hint: null });
  });

  it('promises nothing to a client without an address', () => {
    expect(transitFrom(aClient({ travel_times: 'none' }), 'clinic-1').hint).toBeNull();
  });
});

describe('an appointment', () => {
  it('goes through the form unchanged', () => {
    const one = anAppointment({ transit_minutes: 12, transit_source: 'calculated', pickup_address: 'Home' });
    const { starts_at, zone, transit_minutes, transit_source, driver_id, knumber } = bodyOf(
      valuesOf(one, {}),
    );
    expect({ starts_at, zone, transit_minutes, transit_source, driver_id, knumber }).toEqual({
      starts_at: '2026-11-23T14:30:00Z',
      zone: 'America/New_York',
      transit_minutes: 12,
      transit_source: 'calculated',
      driver_id: null,
      knumber: 'K0001001',
    });
  });

  it('has a source only with a transit time', () => {
    const typed = { ...valuesOf(anAppointment(), {}), transit_minutes: '', transit_source: 'manual' };
    expect(bodyOf(typed)).toMatchObject({ transit_minutes: null, transit_source: null });
    expect(bodyOf({ ...typed, transit_minutes: '20', transit_source: '' })).toMatchObject({
      transit_minutes: 20,
      transit_source: 'manual',
    });
  });

  it('moves on the clock of its own place', () => {
    const moved = movedTo(anAppointment(), { day: '2026-11-24', minutes: 600, driver_id: 'driver-1' });
    expect(moved).toMatchObject({
      starts_at: '2026-11-24T15:00:00Z',
      driver_id: 'driver-1',
      zone: 'America/New_York',
    });
  });
});

describe('the calendar', () => {
  const at = (id: string, starts_at: string, duration_minutes: number) =>
    anAppointment({ id, starts_at, duration_minutes, zone: 'UTC' });

  it('puts what overlaps side by side, and only that', () => {
    const all = placed([
      at('a', '2026-11-23T09:00:00Z', 60),
      at('b', '2026-11-23T09:30:00Z', 60),
      at('c', '2026-11-23T10:00:00Z', 30),
      at('d', '2026-11-23T11:00:00Z', 30),
    ]);
    expect(all.map(one => [one.appointment.id, one.lane, one.lanes])).toEqual([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 0, 2],
      ['d', 0, 1],
    ]);
  });

  it('shows a working day, and more when something lies outside of it', () => {
    expect(hoursOf([])).toEqual({ first: 7, last: 19 });
    expect(
      hoursOf(placed([at('a', '2026-11-23T05:15:00Z', 30), at('b', '2026-11-23T20:30:00Z', 60)])),
    ).toEqual({
      first: 5,
      last: 22,
    });
  });

  it('reads its days from the address, and asks for a day more on either side', () => {
    const week = rangeOf(new URLSearchParams('view=week&date=2026-11-25'));
    expect(week).toMatchObject({ from: '2026-11-23', to: '2026-11-30' });
    expect(step(week, -1)).toBe('2026-11-18');
    expect(instantsOf(week).from < '2026-11-23').toBe(true);
    expect(rangeOf(new URLSearchParams('view=month&date=2026-02-10'))).toMatchObject({
      from: '2026-02-01',
      to: '2026-03-01',
    });
    expect(rangeOf(new URLSearchParams('view=nonsense&date=2026-13-40')).view).toBe('day');
  });
});

describe('chips', () => {
  it('say how it goes in few words', () => {
    const task = aTask({ task_type: 'calculate_distances' });
    expect(chipWords(task)).toBe('Drive times: waiting');
    expect(chipWords({ ...task, parked_on: 'google_maps' })).toBe('Drive times: waiting for Google Maps');
    expect(chipWords({ ...task, status: 'processing', progress_done: 3, progress_total: 8 })).toBe(
      'Drive times… 3 of 8',
    );
    expect(chipWords({ ...task, task_type: 'add_openphone_contact', status: 'completed' })).toBe(
      'Contact in Quo ✓',
    );
    expect(chipWords({ ...task, status: 'failed' })).toBe('Drive times: needs attention');
  });

  it('show the newest of each type, and what is done for a while only', () => {
    const done = { status: 'completed', processing_completed_at: '2026-11-22T10:00:00Z' } as const;
    const tasks = [
      aTask({ id: 'new', task_type: 'calculate_distances', ...done }),
      aTask({ id: 'old', task_type: 'calculate_distances', status: 'failed' }),
      aTask({ id: 'quo', task_type: 'add_openphone_contact', status: 'failed' }),
    ];
    const ids = (now: number | null) => chosen(tasks, [], now).map(task => task.id);
    expect(ids(Date.parse('2026-11-22T10:05:00Z'))).toEqual(['new', 'quo']);
    expect(ids(Date.parse('2026-11-22T11:00:00Z'))).toEqual(['quo']);
    expect(ids(null)).toEqual(['new', 'quo']);
  });
});

describe('many at once', () => {
  const known: Known = {
    clinics: [
      { id: 'c1', name: 'Harbour Clinic' },
      { id: 'c2', name: 'Hill Clinic' },
    ],
    types: [{ id: 't1', name: 'Check-up', default_minutes: 30 }],
    drivers: [{ id: 'd1', name: 'Maria Lopez' }],
  };

  it('reads a spreadsheet without headings', () => {
    const [row] = rowsOf('K0001001\tharbour\tcheck-up\t11/30/2026\t9:30 AM\t\tMaria\t15\tRing twice', known);
    expect(row?.wrong).toEqual({});
    expect(row?.values).toMatchObject({
      client: 'K0001001',
      clinic_id: 'c1',
      appointment_type_id: 't1',
      day: '2026-11-30',
      time: '09:30',
      duration_minutes: '30',
      driver_id: 'd1',
      transit_minutes: '15',
      transit_source: 'manual',
      notes: 'Ring twice',
    });
  });

  it('reads headings in any order, and says at the cell what it does not understand', () => {
    const [row] = rowsOf('Date\tClient\tClinic\tTime\nsoon\tAnn Lee\tH\t25:00', known);
    expect(row?.values.client).toBe('Ann Lee');
    expect(Object.keys(row?.wrong ?? {}).sort()).toEqual(['clinic_id', 'day', 'time']);
  });

  it('reads days and times as people write them', () => {
    expect(['2026-2-9', '2/9/2026', '9.2.2026', '2/30/2026', 'x'].map(dayFrom)).toEqual([
      '2026-02-09',
      '2026-02-09',
      '2026-02-09',
      null,
      null,
    ]);
    expect(['14:30', '2 pm', '12:05am', '9', '13 pm'].map(timeFrom)).toEqual([
      '14:30',
      '14:00',
      '00:05',
      null,
      null,
    ]);
  });

  it('finds the row and the field of each complaint', () => {
    const wrong = wrongByRow([
      { pointer: '/items/2/starts_at', message: 'It is missing.' },
      { pointer: '/items/0/knumber', message: 'Nobody has it.' },
      { pointer: '/items', message: 'ignored' },
    ]);
    expect([...wrong]).toEqual([
      [2, { day: 'It is missing.' }],
      [0, { client: 'Nobody has it.' }],
    ]);
  });
});
