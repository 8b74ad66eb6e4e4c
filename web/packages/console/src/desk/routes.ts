import type { Me } from '@meanwhile/client';
import { html } from 'lit';
import type { Route } from '../app.ts';

/** The pages of the booking desk, each loaded when somebody goes there. */
export const DESK: Route[] = [
  {
    path: /^\/desk$/,
    load: () => import('./dashboard-page.ts'),
    view: () => html`<mw-desk-page></mw-desk-page>`,
  },
  {
    path: /^\/desk\/clients$/,
    load: () => import('./clients/clients-page.ts'),
    view: () => html`<mw-clients-page></mw-clients-page>`,
  },
  {
    path: /^\/desk\/clients\/([^/]+)$/,
    load: () => import('./clients/client-page.ts'),
    view: found => html`<mw-client-page .knumber=${decodeURIComponent(found[1] ?? '')}></mw-client-page>`,
  },
  {
    path: /^\/desk\/drivers$/,
    load: () => import('./drivers/drivers-page.ts'),
    view: () => html`<mw-drivers-page></mw-drivers-page>`,
  },
  {
    path: /^\/desk\/drivers\/([^/]+)$/,
    load: () => import('./drivers/driver-page.ts'),
    view: found => html`<mw-driver-page .driverId=${decodeURIComponent(found[1] ?? '')}></mw-driver-page>`,
  },
  {
    path: /^\/desk\/clinics$/,
    load: () => import('./clinics/clinics-page.ts'),
    view: () => html`<mw-clinics-page></mw-clinics-page>`,
  },
  {
    path: /^\/desk\/appointments$/,
    load: () => import('./appointments/appointments-page.ts'),
    view: () => html`<mw-appointments-page></mw-appointments-page>`,
  },
  {
    path: /^\/desk\/appointments\/bulk$/,
    load: () => import('./bulk/bulk-page.ts'),
    view: () => html`<mw-bulk-page></mw-bulk-page>`,
  },
  {
    path: /^\/desk\/operations$/,
    load: () => import('./operations-page.ts'),
    view: () => html`<mw-operations-page></mw-operations-page>`,
  },
  {
    path: /^\/desk\/trips$/,
    load: () => import('./trips-page.ts'),
    view: () => html`<mw-trips-page></mw-trips-page>`,
  },
];

/** Whether somebody has trips, and nothing else to do at the desk. */
export function isDriver(me: Me | undefined): boolean {
  const may = me?.capabilities ?? [];
  return may.includes('trips:read:own') && !may.includes('desk:read:any');
}

/** The entries of the header for the desk, for those who may see them. */
export function deskLinks(me: Me | undefined): [string, string][] {
  if (isDriver(me)) return [['/desk/trips', 'Trips']];
  return me?.capabilities?.includes('desk:read:any') ? [['/desk', 'Desk']] : [];
}
