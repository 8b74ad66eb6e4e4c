import { Problem } from './problem.ts';
import type { Frame } from './sse.ts';
import { readStream, type StreamReader } from './stream.ts';

/** How often the tab that holds the connection says that it is there. */
const BEAT = 10_000;

type Word =
  | { kind: 'hello' }
  | { kind: 'beat'; lastId: string }
  | { kind: 'frame'; frame: Frame; retry: number | null };

/**
 * One connection for all tabs of a browser: the tab that holds a lock reads the stream and tells the others what it
 * reads. When it closes, falls asleep or loses the connection, the lock goes to the next, which continues after the
 * last frame it heard. Where a browser has no locks (pages without HTTPS), each tab reads for itself.
 *
 * @param who whose stream it is: two people in one browser never share one
 */
export function sharedReader(who: string): StreamReader {
  return (call, times, signal, onOpen, onFrame) => {
    const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
    if (!locks || typeof BroadcastChannel === 'undefined')
      return readStream(call, times, signal, onOpen, onFrame);
    const name = `meanwhile ${who} ${call.url}`;
    return new Promise<void>((resolve, reject) => {
      const inner = new AbortController();
      const channel = new BroadcastChannel(name);
      const tell = (word: Word) => {
        if (!inner.signal.aborted) channel.postMessage(word);
      };
      let lastId = call.lastId;
      let open = false;
      let leading = false;
      let silence: ReturnType<typeof setTimeout>;

      const end = (thrown?: unknown) => {
        clearTimeout(silence);
        signal.removeEventListener('abort', stop);
        inner.abort();
        channel.close();
        if (thrown) reject(thrown);
        else resolve();
      };
      const stop = () => end();
      const opened = () => {
        if (open) return;
        open = true;
        onOpen();
      };
      const take = (frame: Frame, retry: number | null) => {
        lastId = frame.id;
        onFrame(frame, retry);
      };
      /** The others wait; this one reads. */
      const lead = async () => {
        if (inner.signal.aborted) return;
        leading = true;
        clearTimeout(silence);
        const beat = setInterval(() => tell({ kind: 'beat', lastId }), BEAT);
        try {
          await readStream(
            { ...call, lastId },
            times,
            inner.signal,
            () => {
              opened();
              tell({ kind: 'beat', lastId });
            },
            (frame, retry) => {
              tell({ kind: 'frame', frame, retry });
              take(frame, retry);
            },
          );
        } finally {
          clearInterval(beat);
          leading = false;
        }
      };
      /** Whoever holds the lock without a word is frozen: take it away. */
      const listen = () => {
        clearTimeout(silence);
        if (leading) return;
        silence = setTimeout(() => queue({ steal: true }), times.silence);
      };
      const queue = (how: LockOptions) => {
        locks.request(name, how, lead).then(
          () => end(),
          thrown => end(inner.signal.aborted ? undefined : explained(thrown)),
        );
      };

      channel.onmessage = ({ data }: MessageEvent<Word>) => {
        if (inner.signal.aborted) return;
        if (data.kind === 'hello') {
          if (leading && open) tell({ kind: 'beat', lastId });
          return;
        }
        if (leading) return;
        listen();
        try {
          const first = !open;
          opened();
          // Whoever comes in later has missed what was said before, unless it knows the same last frame.
          const at = data.kind === 'beat' ? data.lastId : '';
          if (first && !(at && at === lastId)) take({ event: 'joined', data: '{}', id: at || lastId }, null);
          if (data.kind === 'frame') take(data.frame, data.retry);
        } catch (thrown) {
          end(thrown);
        }
      };
      signal.addEventListener('abort', stop);
      listen();
      queue({ signal: inner.signal });
      tell({ kind: 'hello' });
    });
  };
}

/** A lock that was taken away is a connection that broke, no more. */
function explained(thrown: unknown): unknown {
  return thrown instanceof DOMException
    ? new Problem({ title: 'Another tab took the connection over.' })
    : thrown;
}
