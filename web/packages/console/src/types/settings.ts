import { number, type Setting, type TypeInFull } from '@meanwhile/client';
import { html, type TemplateResult } from 'lit';

/** What holds for a type, and where that was written. */
export function settingsOf(type: TypeInFull): Setting[] {
  const { retry, limits } = type;
  const rate = limits.rate;
  const general: [string, string][] = [
    ['priority', number(type.priority)],
    ['expires after', type.expires_in_seconds === null ? 'never' : `${number(type.expires_in_seconds)} s`],
    [
      'pauses between tries',
      `${number(retry.first_pause_seconds)} s to ${number(retry.longest_pause_seconds)} s`,
    ],
    ['at once per key', limits.at_once_per_key === null ? 'any number' : number(limits.at_once_per_key)],
    ['rate', rate ? `${number(rate.tasks)} in ${number(rate.per_seconds)} s` : 'any'],
  ];
  const own: [string, string][] = [
    ['timeout', `${number(type.timeout_seconds)} s`],
    ['retries', number(retry.max_retries)],
    ['at once', limits.at_once === null ? 'any number' : number(limits.at_once)],
    ['dependency', type.dependency ?? 'none'],
    ...general,
  ];
  if (type.route) return type.route.settings;
  const origins = type.pull?.origins ?? {};
  const lease: [string, string][] = type.pull ? [['lease', `${number(type.pull.lease_seconds)} s`]] : [];
  return [...own, ...lease].map(([name, value]) => ({
    name,
    value,
    origin: origins[name.replaceAll(' ', '_')] ?? (type.pull ? 'default' : 'in the code'),
  }));
}

export function settingsTable(all: readonly Setting[]): TemplateResult {
  return html`<table class="table settings" role="table" aria-label="Settings">
    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Setting</th><th role="columnheader" scope="col">Value</th><th role="columnheader" scope="col">Written in</th></tr></thead>
    <tbody role="rowgroup">${all.map(
      one => html`<tr role="row"><td role="cell"><code>${one.name}</code></td><td role="cell">${one.value}</td>
        <td role="cell" class=${one.origin === 'default' ? 'muted' : ''}>${one.origin}</td></tr>`,
    )}</tbody></table>`;
}
