package dev.meanwhile.proof.http;

import java.io.IOException;
import java.io.InputStream;

/// A body sent in chunks, as one stream.
final class Chunks extends InputStream {
  private final InputStream in;
  private int left;
  private boolean begun;
  private boolean ended;

  Chunks(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int got = in.read(into, from, Math.min(length, left));
    if (got > 0) {
      left -= got;
    }
    return got;
  }

  private boolean nextChunk() throws IOException {
    if (ended) {
      return false;
    }
    if (begun) {
      Head.line(in);
    }
    begun = true;
    left = Integer.parseInt(Head.line(in).split(";", 2)[0].strip(), 16);
    if (left == 0) {
      Head.line(in);
      ended = true;
    }
    return !ended;
  }
}
