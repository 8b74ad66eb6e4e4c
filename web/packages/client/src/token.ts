import { Problem } from './problem.ts';

/** A token, and for how many seconds it is good. */
export interface Token {
  token: string;
  seconds: number;
}

/** Where tokens come from, in the options of a page. */
export interface TokenSource {
  /** Gives a short-lived token, where the page has no session with the server. */
  token?: () => Promise<string | { access_token: string; expires_in?: number }>;
  /** The page's own address that answers with such a token. */
  tokenUrl?: string;
}

/** Renewed when so many seconds are left, or a fifth of its time, whichever is less. */
const EARLY = 60;
/** What a token that does not say so is taken to last. */
const USUAL = 300;

/** Keeps a short-lived token fresh: it is fetched when first needed, and again before it ends. */
export class TokenKeeper {
  readonly #fetch: () => Promise<Token>;
  #token = '';
  #renewAt = 0;
  #running: Promise<void> | null = null;

  constructor(fetchToken: () => Promise<Token>) {
    this.#fetch = fetchToken;
  }

  /** Null where a cookie says who asks. */
  static of({ token, tokenUrl }: TokenSource): TokenKeeper | null {
    if (!token) return tokenUrl ? TokenKeeper.from(tokenUrl) : null;
    return new TokenKeeper(async () => {
      const said = await token();
      return readToken(typeof said === 'string' ? said : JSON.stringify(said));
    });
  }

  /** Asks the page's own server, which knows its user and has a key of ours. */
  static from(url: string): TokenKeeper {
    return new TokenKeeper(async () => {
      const response = await fetch(url, { credentials: 'include', cache: 'no-store' }).catch(() => {
        throw Problem.unreachable();
      });
      if (!response.ok) throw await Problem.of(response);
      return readToken(await response.text());
    });
  }

  async header(): Promise<string> {
    if (Date.now() >= this.#renewAt) await this.renew();
    return `Bearer ${this.#token}`;
  }

  /** Fetches the next one now; asked twice at once, it asks once. */
  renew(): Promise<void> {
    this.#running ??= this.#take().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #take(): Promise<void> {
    const { token, seconds } = await this.#fetch();
    this.#token = token;
    this.#renewAt = Date.now() + 1000 * (seconds - Math.min(EARLY, seconds / 5));
  }
}

/** Reads `{"access_token", "expires_in"}`, `{"token"}`, or the bare token. */
export function readToken(text: string): Token {
  const plain = text.trim();
  if (/^[\w.-]+$/.test(plain)) return { token: plain, seconds: USUAL };
  try {
    const body = JSON.parse(plain) as
      | { access_token?: unknown; token?: unknown; expires_in?: unknown }
      | string;
    if (typeof body === 'string') return readToken(body);
    const token = body.access_token ?? body.token;
    const seconds = Number(body.expires_in ?? USUAL);
    if (typeof token === 'string' && token) return { token, seconds: seconds > 0 ? seconds : USUAL };
  } catch {
    // Said below.
  }
  throw new Problem({
    title: 'There is no token.',
    detail: 'The address that should give one answered with something else.',
    advice: 'It must answer {"access_token": "…", "expires_in": 900}.',
  });
}
