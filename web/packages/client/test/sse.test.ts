import { describe, expect, it } from 'vitest';
import { type Frame, FrameParser } from '../src/index.ts';

function parse(...chunks: string[]): Frame[] {
  const parser = new FrameParser();
  return chunks.flatMap(chunk => parser.push(chunk));
}

describe('frame parser', () => {
  it('reads a frame with event, id and data', () => {
    expect(parse('event: task\nid: 7.8.9\ndata: {"a":1}\n\n')).toEqual([
      { event: 'task', id: '7.8.9', data: '{"a":1}' },
    ]);
  });

  it('gives the same frames wherever the chunks are split', () => {
    const text =
      ': hello\r\nevent: task\r\nid: 1\r\ndata: one\r\ndata: two\r\n\r\nid: 2\rdata: äöü\r\rdata:x\n\n';
    const whole = parse(text);
    expect(whole.map(frame => frame.data)).toEqual(['one\ntwo', 'äöü', 'x']);
    for (let cut = 1; cut < text.length; cut++) {
      expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(whole);
    }
    expect(parse(...text)).toEqual(whole);
  });

  it('makes no frame of a comment or of a frame without data', () => {
    expect(parse(': keep-alive\n\n', 'event: task\n\n')).toEqual([]);
  });

  it('does not carry the event over to the next frame, but the id', () => {
    expect(parse('event: task\nid: 5\ndata: a\n\ndata: b\n\n')).toEqual([
      { event: 'task', id: '5', data: 'a' },
      { event: 'message', id: '5', data: 'b' },
    ]);
  });

  it('skips a byte order mark, once', () => {
    expect(parse('\uFEFFdata: a\n\n')).toEqual([{ event: 'message', id: '', data: 'a' }]);
  });

  it('takes the time to wait from the stream', () => {
    const parser = new FrameParser();
    parser.push('retry: 3000\nretry: soon\n\n');
    expect(parser.retry).toBe(3000);
  });

  it('keeps an unfinished frame for itself', () => {
    expect(parse('data: half')).toEqual([]);
    expect(parse('data: half\n')).toEqual([]);
  });
});
