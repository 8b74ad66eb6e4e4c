/** Durations and numbers as people read them, in the language of the browser. */

const WHOLE = new Intl.NumberFormat();
const PERCENT = new Intl.NumberFormat(undefined, { style: 'percent' });
const TENTHS = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "50%", rounded down, so that 100% means all. */
export function percent(done: number, total: number): string {
  return PERCENT.format(total > 0 ? Math.floor((100 * done) / total) / 100 : 0);
}

export function number(value: number): string {
  return WHOLE.format(value);
}

/** "0.4 s", "12 s", "3 min 5 s", "2 h 10 min", "3 d 4 h": two parts at most. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 10_000) return `${TENTHS.format(ms / 1000)} s`;
  return wholeDuration(ms);
}

/** The same without tenths, for numbers that tick. */
export function wholeDuration(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  if (seconds < 86_400) return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
  return two(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h');
}

/** "14 kB", "2.3 MB". */
export function bytes(size: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? WHOLE.format(Math.round(value)) : TENTHS.format(value)} ${units[unit]}`;
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0
    ? `${WHOLE.format(big)} ${bigUnit}`
    : `${WHOLE.format(big)} ${bigUnit} ${small} ${smallUnit}`;
}
