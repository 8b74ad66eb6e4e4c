/** One frame of a stream of server-sent events. */
export interface Frame {
  event: string;
  data: string;
  /** The position of the stream after this frame; carried over from earlier frames, as the standard asks. */
  id: string;
}

/**
 * Cuts the text of a stream into frames, however the chunks are split. Lines end with LF, CR or CRLF. A comment
 * makes no frame.
 */
export class FrameParser {
  /** Milliseconds that the server asks to wait before reconnecting, if it said so. */
  retry: number | null = null;

  #rest = '';
  #started = false;
  #event = '';
  #data: string[] = [];
  #id = '';

  push(text: string): Frame[] {
    if (!this.#started && text.length > 0) {
      this.#started = true;
      text = text.replace(/^\uFEFF/, '');
    }
    const frames: Frame[] = [];
    let buffer = this.#rest + text;
    for (;;) {
      const end = buffer.search(/[\r\n]/);
      if (end < 0) break;
      const cr = buffer[end] === '\r';
      // A CR at the very end may be half of a CRLF: wait for the next chunk.
      if (cr && end === buffer.length - 1) break;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + (cr && buffer[end + 1] === '\n' ? 2 : 1));
      const frame = this.#line(line);
      if (frame) frames.push(frame);
    }
    this.#rest = buffer;
    return frames;
  }

  #line(line: string): Frame | null {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  #dispatch(): Frame | null {
    const frame: Frame = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id };
    const empty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return empty ? null : frame;
  }
}
