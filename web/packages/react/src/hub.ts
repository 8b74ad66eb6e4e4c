import { type Hub, hubOf, TokenKeeper, type TokenSource } from '@meanwhile/client';

export interface Options extends TokenSource {
  /** The address of the server; without it the one that served the page. */
  base?: string;
}

let base = '';

/** Says, before anything is drawn, where the server is and who asks; needed only on pages of other sites. */
export function configure(options: Options): void {
  base = options.base ?? '';
  const keeper = TokenKeeper.of(options);
  if (keeper) hubOf(base).keep(keeper);
}

/** The one connection that all hooks of a page share. */
export function hub(): Hub {
  return hubOf(base);
}
