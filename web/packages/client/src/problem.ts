/** The body of an `application/problem+json` answer. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  advice?: string;
  request_id?: string;
  errors?: { pointer?: string; code?: string; message?: string }[];
}

/** A call that did not work, in words for people: title is what failed, detail why, advice what to do. */
export class Problem extends Error {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly advice: string;
  readonly requestId: string | null;
  readonly errors: { pointer?: string; code?: string; message?: string }[];
  /** Seconds that the server asks to wait, if it said so. */
  readonly retryAfter: number | null;

  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super([body.title, body.detail].filter(Boolean).join(' '));
    this.name = 'Problem';
    this.type = body.type ?? 'about:blank';
    this.title = body.title ?? 'The server did not answer as expected.';
    this.status = body.status ?? 0;
    this.detail = body.detail ?? '';
    this.advice = body.advice ?? '';
    this.requestId = body.request_id ?? null;
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }

  /** Whether the same call may work later, without anybody changing anything. */
  get transient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** The problem that an answer carries, also when a proxy answered with a page of its own. */
  static async of(response: Response): Promise<Problem> {
    const body = parse(await response.text().catch(() => ''));
    return Problem.from(body, response.status, response.headers);
  }

  static from(body: ProblemBody | null, status: number, headers: Headers): Problem {
    const wait = Number(headers.get('retry-after'));
    const known: ProblemBody = body ?? { title: titleOf(status), advice: adviceOf(status) };
    return new Problem(
      { status, request_id: headers.get('x-request-id') ?? undefined, ...known },
      wait > 0 ? wait : null,
    );
  }

  /** The server cannot be reached at all. */
  static unreachable(): Problem {
    return new Problem({
      type: 'about:unreachable',
      title: 'The server cannot be reached.',
      detail: 'No answer came back, so either the network or the server is away.',
      advice: 'Check your connection, then try again. Work that was already accepted goes on meanwhile.',
    });
  }

  /** Whatever was thrown, as a problem. */
  static wrap(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof TypeError) return Problem.unreachable();
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new Problem({ title: 'This page could not go on.', detail, advice: 'Load the page again.' });
  }
}

export function parse(text: string): ProblemBody | null {
  try {
    const body: unknown = JSON.parse(text);
    const known = typeof body === 'object' && body !== null && ('title' in body || 'detail' in body);
    return known ? (body as ProblemBody) : null;
  } catch {
    return null;
  }
}

function titleOf(status: number): string {
  if (status === 404) return 'This was not found.';
  if (status === 413) return 'The file is too large.';
  if (status === 401 || status === 403) return 'You may not see this.';
  if (status === 502 || status === 503 || status === 504) return 'The server is not ready.';
  return `The server answered with ${status}, which this page does not understand.`;
}

function adviceOf(status: number): string {
  return status >= 500 ? 'Try again in a moment.' : 'Check the address and what was entered.';
}
