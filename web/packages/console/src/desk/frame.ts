import { html, nothing, type TemplateResult } from 'lit';
import { may, whoIsIt } from '../people/preferences.ts';
import { place } from '../router.ts';
import './desk.css';
import './outage-hint.ts';

const PAGES: [string, string][] = [
  ['/desk', 'Today'],
  ['/desk/appointments', 'Appointments'],
  ['/desk/clients', 'Clients'],
  ['/desk/drivers', 'Drivers'],
  ['/desk/clinics', 'Clinics'],
];

/** What all pages of the desk have around them. */
export function deskPage(
  heading: string,
  actions: TemplateResult | typeof nothing,
  body: unknown,
): TemplateResult {
  document.title = `${heading} · Meanwhile`;
  const { path } = place();
  // Whoever has nothing to do at the desk gets the server's answer, and no ways to more of them.
  if (whoIsIt() && !may('desk:read:any')) {
    return html`<div class="page desk"><h1>${heading}</h1>${body}</div>`;
  }
  const pages = may('operations:read:any')
    ? [...PAGES, ['/desk/operations', 'Operations'] as [string, string]]
    : PAGES;
  return html`<div class="page desk">
    <nav class="tabs" aria-label="Booking desk">${pages.map(([to, name]) => {
      const here = to === '/desk' ? path === to : path === to || path.startsWith(`${to}/`);
      return html`<a href=${to} aria-current=${here ? 'page' : nothing}>${name}</a>`;
    })}</nav>
    <div class="page-head"><h1>${heading}</h1><div class="buttons">${actions}</div></div>
    <mw-outage-hint></mw-outage-hint>
    ${body}
  </div>`;
}

/** A table that becomes a list of cards on a phone. Empty cells take no room there. */
export function sheet<T>(
  label: string,
  heads: readonly string[],
  items: readonly T[],
  cells: (item: T) => readonly unknown[],
): TemplateResult {
  return html`<table class="table rows" role="table" aria-label=${label}>
    <thead role="rowgroup"><tr role="row">${heads.map(
      head =>
        html`<th role="columnheader" scope="col">${head || html`<span class="visually-hidden">Actions</span>`}</th>`,
    )}</tr></thead>
    <tbody role="rowgroup">${items.map(
      item =>
        html`<tr role="row">${cells(item).map((cell, at) => html`<td role="cell" data-head=${heads[at] ?? ''}>${cell}</td>`)}</tr>`,
    )}</tbody>
  </table>`;
}
