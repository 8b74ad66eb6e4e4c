import type { AuditEntry } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';

interface Change {
  before: unknown;
  after: unknown;
}

/** What a deed changed, field by field. */
export function changesOf(entry: AuditEntry): TemplateResult | typeof nothing {
  const changes = Object.entries((entry.details.changes ?? {}) as Record<string, Change>);
  if (changes.length === 0) return nothing;
  return html`<ul class="changes">${changes.map(
    ([name, change]) => html`<li>${words(name)}: ${said(change.before)} → ${said(change.after)}</li>`,
  )}</ul>`;
}

/** What else is known of it. */
export function factsOf(entry: AuditEntry): [string, string][] {
  return Object.entries(entry.details)
    .filter(([name, value]) => name !== 'changes' && value !== null)
    .map(([name, value]) => [words(name), said(value)]);
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}

function said(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
