package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Cursor;
import java.util.Arrays;

/// The events somebody saw, as positions in the log, in the order of seeing.
final class Positions {
  private long[] numbers = new long[1 << 12];
  private int size;

  void add(Cursor cursor) {
    if (2 * size == numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    numbers[2 * size] = cursor.xid();
    numbers[2 * size + 1] = cursor.seq();
    size++;
  }

  int size() {
    return size;
  }

  Cursor at(int place, long epoch) {
    return new Cursor(epoch, numbers[2 * place], numbers[2 * place + 1]);
  }
}
