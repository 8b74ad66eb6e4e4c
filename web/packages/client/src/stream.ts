import { Problem } from './problem.ts';
import { type Frame, FrameParser } from './sse.ts';

export interface StreamTimes {
  /** Milliseconds without a byte, not even a comment, after which a connection counts as dead. */
  silence: number;
  /** Milliseconds that the first answer may take. */
  answer: number;
}

/** What to ask for: an address, who asks, and the last frame that is known. */
export interface StreamCall {
  url: string;
  who: Record<string, string>;
  lastId: string;
}

/** Something that reads a stream until it ends or breaks: a connection of its own, or one that tabs share. */
export type StreamReader = (
  call: StreamCall,
  times: StreamTimes,
  signal: AbortSignal,
  onOpen: () => void,
  onFrame: (frame: Frame, retry: number | null) => void,
) => Promise<void>;

/**
 * Reads one connection of server-sent events until it ends, and throws when it breaks. A fetch and not an
 * EventSource: it can send `Last-Event-ID` from the start, sees the status, and notices silence.
 */
export async function readStream(
  call: StreamCall,
  times: StreamTimes,
  signal: AbortSignal,
  onOpen: () => void,
  onFrame: (frame: Frame, retry: number | null) => void,
): Promise<void> {
  const inner = new AbortController();
  const cut = () => inner.abort();
  signal.addEventListener('abort', cut);
  let timer = setTimeout(cut, times.answer);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(cut, times.silence);
  };
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream', ...call.who };
    if (call.lastId) headers['Last-Event-ID'] = call.lastId;
    const response = await fetch(call.url, { headers, cache: 'no-store', signal: inner.signal });
    if (!response.ok) throw await Problem.of(response);
    const type = response.headers.get('content-type') ?? '';
    if (!type.startsWith('text/event-stream') || !response.body) {
      throw new Problem({ title: 'Live updates are not possible.', detail: 'The answer is not a stream.' });
    }
    alive();
    onOpen();
    const parser = new FrameParser();
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      for (const frame of parser.push(decoder.decode(value, { stream: true }))) {
        if (inner.signal.aborted) return;
        onFrame(frame, parser.retry);
      }
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cut);
    inner.abort();
  }
}
