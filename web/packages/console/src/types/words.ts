import { duration, number, type Workload } from '@meanwhile/client';

/** Who does the tasks of a type. */
export function doneBy(load: Workload): string {
  switch (load.done_by) {
    case 'webhook':
      return `Webhook at ${load.host ?? 'an unknown host'}`;
    case 'java':
      return `Java, on ${number(load.nodes)} ${load.nodes === 1 ? 'node' : 'nodes'}`;
    case 'pull':
      return 'Workers that fetch it';
    case 'meanwhile':
      return 'Meanwhile itself';
    case 'elsewhere':
      return 'Java, on other nodes';
    case 'nobody':
      return 'Nobody at the moment';
  }
}

/** How many failed of those that ended lately. */
export function failures({ ended, failed }: Workload['recent']): string {
  if (ended === 0) return 'None ended lately';
  if (failed === 0) return ended === 1 ? 'The last one went well' : `The last ${number(ended)} went well`;
  if (failed === ended) return ended === 1 ? 'The last one failed' : `The last ${number(ended)} failed`;
  return `${number(failed)} of the last ${number(ended)} failed`;
}

/** "3 of 5", and what the limit is about. */
export function running(load: Workload): string {
  if (load.limit === null) return number(load.running);
  return `${number(load.running)} of ${number(load.limit)}`;
}

/** By title; what Meanwhile does itself comes last. */
export function ordered(all: readonly Workload[]): Workload[] {
  const rank = (load: Workload) => (load.done_by === 'meanwhile' ? 1 : 0);
  return [...all].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** How long a call took: machines answer within milliseconds, people wait for seconds. */
export function span(ms: number): string {
  return ms < 1_000 ? `${number(ms)} ms` : duration(ms);
}

/** Text as it came, laid out when it is JSON. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** An object of JSON somebody typed; otherwise what is wrong with it. */
export function objectOf(text: string): Record<string, unknown> | string {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return 'The input is an object: it begins with { and ends with }.';
  } catch (thrown) {
    return `This is not proper JSON${place(text, thrown)}.`;
  }
}

/** Engines say it differently: "position 12", or "line 2 column 3". */
function place(text: string, thrown: unknown): string {
  const said = thrown instanceof Error ? thrown.message : '';
  const line = /line (\d+) column (\d+)/.exec(said);
  if (line) return ` (line ${line[1]}, column ${line[2]})`;
  const position = /position (\d+)/.exec(said);
  if (!position) return '';
  const before = text.slice(0, Number(position[1])).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
