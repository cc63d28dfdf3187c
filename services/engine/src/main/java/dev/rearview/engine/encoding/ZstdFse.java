package dev.rearview.engine.encoding;

/**
 * A decoding table of finite state entropy (RFC 8878, section 4.1). A state's entry holds its
 * symbol, how many bits lead to the next state, and what is to be added to them.
 */
final class ZstdFse {
  private static final int MIN_LOG = 5;

  private final int maxLog;
  private final int maxSymbol;
  private final int[] entries;
  private final short[] shares;
  private int log = -1;

  ZstdFse(int maxLog, int maxSymbol) {
    this.maxLog = maxLog;
    this.maxSymbol = maxSymbol;
    this.entries = new int[1 << maxLog];
    this.shares = new short[maxSymbol + 1];
  }

  /** Bits of a state. */
  int log() {
    return log;
  }

  int entry(int state) {
    return entries[state];
  }

  static int symbol(int entry) {
    return entry >>> 24;
  }

  static int bits(int entry) {
    return entry >>> 16 & 0xFF;
  }

  static int next(int entry) {
    return entry & 0xFFFF;
  }

  /** Whether there is a table yet. */
  boolean isKnown() {
    return log >= 0;
  }

  void forget() {
    log = -1;
  }

  /** One symbol again and again. */
  void repeat(int symbol) throws InflationException {
    if (symbol > maxSymbol) {
      throw InflationException.damaged("a block names a symbol that there is not");
    }
    log = 0;
    entries[0] = symbol << 24;
  }

  /** A predefined table. */
  void build(int tableLog, short... predefined) {
    System.arraycopy(predefined, 0, shares, 0, predefined.length);
    build(tableLog, predefined.length);
  }

  /**
   * Reads a table's description.
   *
   * @return the offset behind it
   */
  int read(byte[] bytes, int from, int to) throws InflationException {
    Description in = new Description(bytes, from, to);
    int tableLog = in.read(4) + MIN_LOG;
    if (tableLog > maxLog) {
      throw InflationException.damaged("a block's table is too large");
    }
    int remaining = (1 << tableLog) + 1;
    int symbols = 0;
    while (remaining > 1) {
      if (symbols > maxSymbol) {
        throw InflationException.damaged("a block's table has too many symbols");
      }
      int share = in.share(remaining);
      remaining -= Math.abs(share);
      shares[symbols++] = (short) share;
      if (share == 0) {
        int zeros = in.zeros();
        if (symbols + zeros > maxSymbol + 1) {
          throw InflationException.damaged("a block's table has too many symbols");
        }
        java.util.Arrays.fill(shares, symbols, symbols + zeros, (short) 0);
        symbols += zeros;
      }
    }
    build(tableLog, symbols);
    return in.end();
  }

  /** Bits from the beginning on, of a table's description. */
  private static final class Description {
    private final byte[] bytes;
    private final int from;
    private final int to;
    private int at;

    Description(byte[] bytes, int from, int to) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
    }

    private int peek(int count) {
      int value = 0;
      int first = at >> 3;
      for (int i = 0; i < 4; i++) {
        int index = from + first + i;
        value |= index < to ? (bytes[index] & 0xFF) << (8 * i) : 0;
      }
      return value >>> (at & 7) & ((1 << count) - 1);
    }

    int read(int count) {
      int value = peek(count);
      at += count;
      return value;
    }

    /** A share of what remains; values that cannot be save a bit. */
    int share(int remaining) throws InflationException {
      int bits = 32 - Integer.numberOfLeadingZeros(remaining);
      int threshold = 1 << (bits - 1);
      int saved = 2 * threshold - 1 - remaining;
      int value = peek(bits);
      if ((value & (threshold - 1)) < saved) {
        value &= threshold - 1;
        at += bits - 1;
      } else {
        value -= value >= threshold ? saved : 0;
        at += bits;
      }
      if (at > (to - from) * Byte.SIZE || Math.abs(value - 1) >= remaining) {
        throw InflationException.damaged("a block's table does not fit together");
      }
      return value - 1;
    }

    /** How many further symbols have no share. */
    int zeros() {
      int count = 0;
      int more = read(2);
      while (more == 3 && at <= (to - from) * Byte.SIZE) {
        count += more;
        more = read(2);
      }
      return count + more;
    }

    int end() throws InflationException {
      int end = from + ((at + 7) >> 3);
      if (end > to) {
        throw InflationException.damaged("a block's table does not fit together");
      }
      return end;
    }
  }

  private void build(int tableLog, int symbols) {
    int size = 1 << tableLog;
    int[] seen = new int[symbols];
    int high = size;
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (shares[symbol] == -1) {
        entries[--high] = symbol;
        seen[symbol] = 1;
      } else {
        seen[symbol] = shares[symbol];
      }
    }
    int step = (size >> 1) + (size >> 3) + 3;
    int at = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      for (int i = 0; i < shares[symbol]; i++) {
        entries[at] = symbol;
        do {
          at = (at + step) & (size - 1);
        } while (at >= high);
      }
    }
    for (int state = 0; state < size; state++) {
      int symbol = entries[state];
      int next = seen[symbol]++;
      int bits = tableLog - (31 - Integer.numberOfLeadingZeros(next));
      entries[state] = symbol << 24 | bits << 16 | ((next << bits) - size);
    }
    log = tableLog;
  }
}
