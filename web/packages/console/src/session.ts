import { Api, Feed, lend, type SessionState } from '@meanwhile/client';

/** The server of this page, its live news, and the tasks that the page knows. One of each. */
export const api = new Api();
export const feed = new Feed(api);
export const store = feed.store;

/** What the widgets of these pages use: the same. */
export const hub = lend(api, feed);

/** When this person last did something here, in the time of this page; reported once with the next call. */
let acted = false;
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const) {
  addEventListener(kind, () => (acted = true), { passive: true, capture: true });
}

api.mark = (): Record<string, string> => {
  if (!acted) return {};
  acted = false;
  return { 'Meanwhile-Activity': '1' };
};

/** Whether something was done that the server has not heard of yet. */
export function hasActed(): boolean {
  return acted;
}

/** Says to the server, now, that the person is here. */
export function stay(): Promise<SessionState> {
  acted = true;
  return api.ask('POST', '/api/session/activity');
}

/** Where the sign-in leads to, and back from. */
export function signInAddress(): string {
  const here = location.pathname + location.search;
  return here === '/' || here.startsWith('/sign-in')
    ? '/sign-in'
    : `/sign-in?back=${encodeURIComponent(here)}`;
}
