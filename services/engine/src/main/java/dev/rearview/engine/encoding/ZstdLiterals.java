package dev.rearview.engine.encoding;

import java.util.Arrays;

/** The literals of a block (RFC 8878, section 3.1.1.3.1). */
final class ZstdLiterals {
  private static final int RAW = 0;
  private static final int REPEATED = 1;
  private static final int WITH_TABLE = 2;

  private final ZstdHuffman code = new ZstdHuffman();
  private final byte[] decoded = new byte[ZstdBlock.MAX + ZstdBits.PADDING];
  private byte[] bytes = decoded;
  private int from;
  private int to;

  /** What holds them; {@link ZstdBits#PADDING} bytes behind them can be read. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Before a frame's first block. */
  void reset() {
    code.forget();
  }

  /**
   * Reads them from a block.
   *
   * @return the offset behind them
   */
  int read(byte[] block, int begin, int end) throws InflationException {
    int type = block[begin] & 3;
    return type == RAW || type == REPEATED
        ? plain(block, begin, end, type)
        : compressed(block, begin, end, type);
  }

  private int plain(byte[] block, int begin, int end, int type) throws InflationException {
    int format = block[begin] >> 2 & 3;
    int header = format == 1 ? 2 : format == 3 ? 3 : 1;
    int count = (int) bits(block, begin, end, header) >>> (header == 1 ? 3 : 4);
    int at = begin + header;
    if (count > ZstdBlock.MAX || at + (type == RAW ? count : 1) > end) {
      throw damaged();
    }
    if (type == RAW) {
      bytes = block;
      from = at;
      to = at + count;
      return to;
    }
    Arrays.fill(decoded, 0, count, block[at]);
    decodedTo(count);
    return at + 1;
  }

  private int compressed(byte[] block, int begin, int end, int type) throws InflationException {
    int format = block[begin] >> 2 & 3;
    int header = format < 2 ? 3 : format + 2;
    int width = format < 2 ? 10 : format == 2 ? 14 : 18;
    long sizes = bits(block, begin, end, header) >>> 4;
    int count = (int) (sizes & ((1 << width) - 1));
    int length = (int) (sizes >>> width & ((1 << width) - 1));
    int at = begin + header;
    int behind = at + length;
    if (count > ZstdBlock.MAX || behind > end) {
      throw damaged();
    }
    if (type == WITH_TABLE) {
      code.forget();
      at = code.read(block, at, behind);
    } else if (!code.isKnown()) {
      throw damaged();
    }
    if (format == 0) {
      code.decode(block, at, behind, decoded, 0, count);
    } else {
      fourStreams(block, at, behind, count);
    }
    decodedTo(count);
    return behind;
  }

  private void fourStreams(byte[] block, int begin, int end, int count) throws InflationException {
    int each = (count + 3) / 4;
    int at = begin + 6;
    if (at > end || each * 3 > count) {
      throw damaged();
    }
    for (int i = 0; i < 4; i++) {
      int size = i == 3 ? end - at : (int) bits(block, begin + 2 * i, end, 2);
      if (at + size > end) {
        throw damaged();
      }
      code.decode(block, at, at + size, decoded, each * i, i == 3 ? count - 3 * each : each);
      at += size;
    }
  }

  private void decodedTo(int count) {
    bytes = decoded;
    from = 0;
    to = count;
  }

  private static long bits(byte[] block, int from, int end, int count) throws InflationException {
    if (from + count > end) {
      throw damaged();
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (block[from + i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private static InflationException damaged() {
    return InflationException.damaged("a block's literals do not fit together");
  }
}
