import { Signal } from '@meanwhile/client';

/** Where the user is. The address is the state: whatever can be linked to stands in it. */
export interface Place {
  path: string;
  search: URLSearchParams;
  /** What belongs to this entry of the history, but not into a link. */
  state: unknown;
}

export const moved = new Signal<Place>();

export function place(): Place {
  const path = location.pathname.replace(/(.)\/+$/, '$1');
  return { path, search: new URLSearchParams(location.search), state: history.state };
}

/** Goes to an address of this site. `replace` is for changes that Back should not step through. */
export function go(address: string, options: { replace?: boolean; state?: unknown } = {}): void {
  if (options.replace) history.replaceState(options.state ?? null, '', address);
  else history.pushState(options.state ?? null, '', address);
  moved.emit(place());
}

/** The address of this page with other parameters; null takes one away. */
export function withParameters(changes: Record<string, string | null>): string {
  const { path, search } = place();
  for (const [name, value] of Object.entries(changes)) {
    if (value) search.set(name, value);
    else search.delete(name);
  }
  const query = search.toString();
  return query ? `${path}?${query}` : path;
}

/** Makes links and the Back button move within the page instead of loading it anew. */
export function startRouter(): void {
  addEventListener('popstate', () => moved.emit(place()));
  document.addEventListener('click', event => {
    const link = event
      .composedPath()
      .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || !isOurs(link) || !isPlain(event)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

function isPlain(event: MouseEvent): boolean {
  const held = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !held && !event.defaultPrevented;
}

function isOurs(link: HTMLAnchorElement): boolean {
  const elsewhere = link.origin !== location.origin || link.target || link.hasAttribute('download');
  const page = !link.pathname.startsWith('/api/') && !/\.[a-z]+$/.test(link.pathname);
  return !elsewhere && page && !link.getAttribute('href')?.startsWith('#');
}
