package dev.rearview.engine.encoding;

/** The Huffman table that literals are decoded with (RFC 8878, section 4.2). */
final class ZstdHuffman {
  private static final int MAX_BITS = 11;
  private static final int SYMBOLS_PER_LOAD = 5;

  private final byte[] weights = new byte[256];
  private final int[] ranks = new int[MAX_BITS + 2];
  private final ZstdFse weightTable = new ZstdFse(6, MAX_BITS + 1);

  /** By the next bits: the symbol, and how many bits it has. */
  private final char[] entries = new char[1 << MAX_BITS];

  private int log;

  boolean isKnown() {
    return log > 0;
  }

  void forget() {
    log = 0;
  }

  /**
   * Reads a table's description.
   *
   * @return the offset behind it
   */
  int read(byte[] bytes, int from, int to) throws InflationException {
    if (from >= to) {
      throw damaged();
    }
    int header = bytes[from] & 0xFF;
    int count;
    int end;
    if (header < 128) {
      end = from + 1 + header;
      if (end > to) {
        throw damaged();
      }
      count = compressedWeights(bytes, from + 1, end);
    } else {
      count = header - 127;
      end = from + 1 + (count + 1) / 2;
      if (end > to) {
        throw damaged();
      }
      for (int i = 0; i < count; i++) {
        int pair = bytes[from + 1 + i / 2] & 0xFF;
        weights[i] = (byte) (i % 2 == 0 ? pair >> 4 : pair & 15);
      }
    }
    build(count);
    return end;
  }

  private static InflationException damaged() {
    return InflationException.damaged("a block's code does not fit together");
  }

  private int compressedWeights(byte[] bytes, int from, int to) throws InflationException {
    int begin = weightTable.read(bytes, from, to);
    ZstdBits bits = new ZstdBits(bytes, begin, to);
    int one = bits.read(weightTable.log());
    int other = bits.read(weightTable.log());
    int count = 0;
    while (bits.left() >= 0 && count < weights.length - 2) {
      int entry = weightTable.entry(one);
      weights[count++] = (byte) ZstdFse.symbol(entry);
      if (bits.left() < ZstdFse.bits(entry)) {
        weights[count++] = (byte) ZstdFse.symbol(weightTable.entry(other));
        return count;
      }
      one = other;
      other = ZstdFse.next(entry) + bits.read(ZstdFse.bits(entry));
    }
    throw damaged();
  }

  /** The last symbol's weight is what the others leave to a power of two. */
  private void build(int count) throws InflationException {
    java.util.Arrays.fill(ranks, 0);
    int sum = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > MAX_BITS) {
        throw damaged();
      }
      sum += weights[i] == 0 ? 0 : 1 << (weights[i] - 1);
    }
    int bits = 32 - Integer.numberOfLeadingZeros(sum);
    int rest = (1 << bits) - sum;
    if (sum == 0 || bits > MAX_BITS || Integer.bitCount(rest) != 1) {
      throw damaged();
    }
    weights[count] = (byte) (Integer.numberOfTrailingZeros(rest) + 1);
    for (int i = 0; i <= count; i++) {
      ranks[weights[i]]++;
    }
    int at = 0;
    for (int weight = 1; weight <= bits; weight++) {
      int symbols = ranks[weight];
      ranks[weight] = at;
      at += symbols << (weight - 1);
    }
    for (int symbol = 0; symbol <= count; symbol++) {
      int weight = weights[symbol];
      if (weight > 0) {
        int length = 1 << (weight - 1);
        char entry = (char) (symbol << 8 | (bits + 1 - weight));
        java.util.Arrays.fill(entries, ranks[weight], ranks[weight] + length, entry);
        ranks[weight] += length;
      }
    }
    log = bits;
  }

  /** Decodes one stream of so many symbols; all of its bits must be used. */
  void decode(byte[] bytes, int from, int to, byte[] into, int offset, int count)
      throws InflationException {
    ZstdBits bits = new ZstdBits(bytes, from, to);
    int shift = Long.SIZE - log;
    int at = offset;
    int end = offset + count;
    while (at <= end - SYMBOLS_PER_LOAD) {
      if (bits.left() < 0) {
        throw damaged();
      }
      long next = bits.peek();
      int used = 0;
      for (int i = 0; i < SYMBOLS_PER_LOAD; i++) {
        char entry = entries[(int) (next >>> shift)];
        into[at++] = (byte) (entry >> 8);
        next <<= entry & 0xFF;
        used += entry & 0xFF;
      }
      bits.skip(used);
    }
    while (at < end && bits.left() >= 0) {
      char entry = entries[(int) (bits.peek() >>> shift)];
      into[at++] = (byte) (entry >> 8);
      bits.skip(entry & 0xFF);
    }
    if (at < end || bits.left() != 0) {
      throw damaged();
    }
  }
}
