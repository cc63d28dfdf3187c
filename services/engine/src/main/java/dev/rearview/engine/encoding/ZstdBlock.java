package dev.rearview.engine.encoding;

/**
 * Decodes compressed blocks (RFC 8878, section 3.1.1.3): literals, and sequences that say how many
 * of them come next and what earlier text follows.
 */
final class ZstdBlock {
  /** Bytes that a block has at most, compressed and not. */
  static final int MAX = 128 * 1024;

  private static final int[] LITERAL_BASE = new int[36];
  private static final byte[] LITERAL_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11,
    12, 13, 14, 15, 16
  };
  private static final int[] MATCH_BASE = new int[53];
  private static final byte[] MATCH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  private static final short[] LITERAL_SHARES = {
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1
  };
  private static final short[] OFFSET_SHARES = {
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
  };
  private static final short[] MATCH_SHARES = {
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
  };

  static {
    bases(LITERAL_BASE, LITERAL_BITS, 0);
    bases(MATCH_BASE, MATCH_BITS, 3);
  }

  private static void bases(int[] bases, byte[] bits, int first) {
    int base = first;
    for (int i = 0; i < bases.length; i++) {
      bases[i] = base;
      base += 1 << bits[i];
    }
  }

  private final ZstdLiterals literals = new ZstdLiterals();
  private final ZstdFse literalLengths = new ZstdFse(9, 35);
  private final ZstdFse offsets = new ZstdFse(8, 31);
  private final ZstdFse matchLengths = new ZstdFse(9, 52);
  private int recent;
  private int second;
  private int third;

  /** Before a frame's first block. */
  void reset() {
    literals.reset();
    literalLengths.forget();
    offsets.forget();
    matchLengths.forget();
    recent = 1;
    second = 4;
    third = 8;
  }

  /**
   * Decodes a block.
   *
   * @param block with {@link ZstdBits#PADDING} bytes before {@code from} and behind {@code to}
   * @param window begins with earlier text of the frame, and has room for {@link #MAX} bytes and
   *     the padding
   * @param end of that text
   * @return the new end
   */
  int decode(byte[] block, int from, int to, byte[] window, int end) throws InflationException {
    if (from >= to) {
      throw damaged();
    }
    int at = literals.read(block, from, to);
    if (at >= to) {
      throw damaged();
    }
    int first = block[at++] & 0xFF;
    int count = first;
    if (first >= 128) {
      int more = first == 255 ? 2 : 1;
      if (at + more > to) {
        throw damaged();
      }
      count =
          first == 255
              ? (block[at] & 0xFF) + ((block[at + 1] & 0xFF) << 8) + 0x7F00
              : ((first - 128) << 8) + (block[at] & 0xFF);
      at += more;
    }
    if (count == 0) {
      if (at != to) {
        throw damaged();
      }
      return rest(window, literals.from(), end, end + MAX);
    }
    at = tables(block, at, to);
    return sequences(new ZstdBits(block, at, to), count, window, end);
  }

  private int tables(byte[] block, int from, int to) throws InflationException {
    if (from >= to || (block[from] & 3) != 0) {
      throw damaged();
    }
    int modes = block[from] & 0xFF;
    int at = table(literalLengths, modes >> 6, 6, LITERAL_SHARES, block, from + 1, to);
    at = table(offsets, modes >> 4 & 3, 5, OFFSET_SHARES, block, at, to);
    return table(matchLengths, modes >> 2 & 3, 6, MATCH_SHARES, block, at, to);
  }

  private static int table(
      ZstdFse table, int mode, int log, short[] predefined, byte[] block, int at, int to)
      throws InflationException {
    switch (mode) {
      case 0 -> table.build(log, predefined);
      case 1 -> {
        if (at >= to) {
          throw damaged();
        }
        table.repeat(block[at] & 0xFF);
        return at + 1;
      }
      case 2 -> {
        return table.read(block, at, to);
      }
      default -> {
        if (!table.isKnown()) {
          throw damaged();
        }
      }
    }
    return at;
  }

  private int sequences(ZstdBits bits, int count, byte[] window, int end)
      throws InflationException {
    int literalState = bits.read(literalLengths.log());
    int offsetState = bits.read(offsets.log());
    int matchState = bits.read(matchLengths.log());
    byte[] text = literals.bytes();
    int literal = literals.from();
    int at = end;
    int most = end + MAX;
    for (int i = 0; i < count; i++) {
      int literalEntry = literalLengths.entry(literalState);
      int offsetEntry = offsets.entry(offsetState);
      int matchEntry = matchLengths.entry(matchState);
      int offsetBits = ZstdFse.symbol(offsetEntry);
      int code = (1 << offsetBits) + bits.read(offsetBits);
      int symbol = ZstdFse.symbol(matchEntry);
      int match = MATCH_BASE[symbol] + bits.read(MATCH_BITS[symbol]);
      symbol = ZstdFse.symbol(literalEntry);
      int length = LITERAL_BASE[symbol] + bits.read(LITERAL_BITS[symbol]);
      if (i + 1 < count) {
        literalState = ZstdFse.next(literalEntry) + bits.read(ZstdFse.bits(literalEntry));
        matchState = ZstdFse.next(matchEntry) + bits.read(ZstdFse.bits(matchEntry));
        offsetState = ZstdFse.next(offsetEntry) + bits.read(ZstdFse.bits(offsetEntry));
      }
      int offset = offset(code, length);
      if (bits.left() < 0
          || length > literals.to() - literal
          || length + match > most - at
          || offset <= 0
          || offset > at + length) {
        throw damaged();
      }
      copy(text, literal, window, at, length);
      literal += length;
      at += length;
      repeat(window, at, offset, match);
      at += match;
    }
    if (bits.left() != 0) {
      throw damaged();
    }
    return rest(window, literal, at, most);
  }

  /** How far back a match lies; codes up to 3 name one of the last three distances. */
  private int offset(int code, int literals) {
    if (code > 3 || code < 0) {
      third = second;
      second = recent;
      recent = code - 3;
      return recent;
    }
    int which = literals == 0 ? code + 1 : code;
    if (which == 1) {
      return recent;
    }
    int chosen = which == 2 ? second : which == 3 ? third : recent - 1;
    if (which > 2) {
      third = second;
    }
    second = recent;
    recent = chosen;
    return chosen;
  }

  private int rest(byte[] window, int literal, int at, int most) throws InflationException {
    int length = literals.to() - literal;
    if (length > most - at) {
      throw damaged();
    }
    System.arraycopy(literals.bytes(), literal, window, at, length);
    return at + length;
  }

  /** Copies in steps of eight bytes, a little too far where there is room. */
  private static void copy(byte[] from, int offset, byte[] into, int at, int length) {
    if (length > ZstdBits.PADDING) {
      System.arraycopy(from, offset, into, at, length);
      return;
    }
    for (int i = 0; i < length; i += Long.BYTES) {
      ZstdBits.LONG.set(into, at + i, (long) ZstdBits.LONG.get(from, offset + i));
    }
  }

  private static void repeat(byte[] window, int at, int offset, int length) {
    int from = at - offset;
    if (offset >= length && length > 2 * ZstdBits.PADDING) {
      System.arraycopy(window, from, window, at, length);
    } else if (offset >= Long.BYTES) {
      for (int i = 0; i < length; i += Long.BYTES) {
        ZstdBits.LONG.set(window, at + i, (long) ZstdBits.LONG.get(window, from + i));
      }
    } else {
      for (int i = 0; i < length; i++) {
        window[at + i] = window[from + i];
      }
    }
  }

  private static InflationException damaged() {
    return InflationException.damaged("a block's sequences do not fit together");
  }
}
