import { describe, expect, it } from 'vitest';
import { addDays, clockOf, instant, minutesOf, monthOf, wall, weekOf } from '../../src/desk/zoned.ts';

const NEW_YORK = 'America/New_York';

describe('times on the clock of a place', () => {
  it.each([
    ['2026-07-01', 570, NEW_YORK, '2026-07-01T13:30:00Z'],
    ['2026-12-01', 570, NEW_YORK, '2026-12-01T14:30:00Z'],
    ['2026-12-01', 570, 'Asia/Kathmandu', '2026-12-01T03:45:00Z'],
    ['2026-12-01', 0, 'Pacific/Kiritimati', '2026-11-30T10:00:00Z'],
  ])('%s %i in %s is %s', (day, minutes, zone, at) => {
    expect(instant(day, minutes, zone)).toBe(at);
    expect(wall(at, zone)).toEqual({ day, minutes });
  });

  it('puts a time that the clocks leave out an hour later', () => {
    const at = instant('2026-03-08', 150, NEW_YORK);
    expect(at).toBe('2026-03-08T07:30:00Z');
    expect(wall(at, NEW_YORK)).toEqual({ day: '2026-03-08', minutes: 210 });
  });

  it('takes the first of a time that comes twice', () => {
    expect(instant('2026-11-01', 90, NEW_YORK)).toBe('2026-11-01T05:30:00Z');
    expect(wall('2026-11-01T06:30:00Z', NEW_YORK).minutes).toBe(90);
  });

  it('keeps the hour when an appointment moves over the change of the clocks', () => {
    const before = wall('2026-10-31T13:30:00Z', NEW_YORK);
    const after = instant(addDays(before.day, 2), before.minutes, NEW_YORK);
    expect(after).toBe('2026-11-02T14:30:00Z');
  });

  it('counts days, weeks and months', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(weekOf('2026-11-22')).toBe('2026-11-16');
    expect(weekOf('2026-11-16')).toBe('2026-11-16');
    expect(monthOf('2026-01-31', 1)).toBe('2026-02-01');
    expect(monthOf('2026-01-31', -1)).toBe('2025-12-01');
    expect(clockOf(570)).toBe('09:30');
    expect(minutesOf('24:00')).toBeNull();
  });
});
