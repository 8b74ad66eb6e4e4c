package dev.meanwhile.engine;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A position in the log of all events: everything up to it has been seen, nothing after it.
///
/// Written `epoch.xid.seq`. The order is by transaction id first, and a reader never passes a
/// transaction that is still open: a plain "greater than the last number" loses the rows of
/// transactions that commit late.
///
/// @param epoch names the database cluster; a position of another cluster means nothing here
/// @param xid the 64-bit id of the transaction that wrote the event, unsigned
/// @param seq the number of the event; 0 for "before all events of that transaction"
public record Cursor(long epoch, long xid, long seq) implements Comparable<Cursor> {
  private static final Pattern TEXT =
      Pattern.compile("([0-9a-f]{1,16})\\.(\\d{1,20})\\.(\\d{1,19})");

  /// Reads the text form; null when it is not one.
  public static @Nullable Cursor parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    try {
      return new Cursor(
          Long.parseUnsignedLong(parts.group(1), 16),
          new BigInteger(parts.group(2)).longValueExact(),
          Long.parseLong(parts.group(3)));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      return null;
    }
  }

  @Override
  public int compareTo(Cursor other) {
    int byTransaction = Long.compare(xid, other.xid);
    return byTransaction != 0 ? byTransaction : Long.compare(seq, other.seq);
  }

  @Override
  public String toString() {
    return "%x.%d.%d".formatted(epoch, xid, seq);
  }
}
