package dev.rearview.engine.encoding;

import java.io.IOException;
import java.io.InputStream;

/**
 * UTF-16 as UTF-8, without its byte order mark. Halves of surrogate pairs that stand alone become
 * replacement characters. A file that grows can be read on after its end.
 */
final class Utf16Stream extends InputStream {
  private static final int BUFFER = 32 * 1024;
  private static final int REPLACEMENT = 0xFFFD;
  private static final int MARK = 0xFEFF;

  private final InputStream bytes;
  private final boolean bigEndian;
  private final byte[] units = new byte[BUFFER];
  private int unitsFrom;
  private int unitsTo;
  private final byte[] text = new byte[BUFFER / 2 * 3 + 8];
  private int textFrom;
  private int textTo;
  private boolean begun;
  private int high;

  Utf16Stream(InputStream bytes, boolean bigEndian) {
    this.bytes = bytes;
    this.bigEndian = bigEndian;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (textFrom == textTo) {
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, textTo - textFrom);
    System.arraycopy(text, textFrom, into, offset, count);
    textFrom += count;
    return count;
  }

  /** Reads and converts a piece; what is not whole yet is kept for the next. */
  private boolean fill() throws IOException {
    int rest = unitsTo - unitsFrom;
    System.arraycopy(units, unitsFrom, units, 0, rest);
    unitsFrom = 0;
    unitsTo = rest;
    int read = bytes.read(units, rest, units.length - rest);
    if (read <= 0) {
      return false;
    }
    unitsTo += read;
    textFrom = 0;
    textTo = 0;
    while (unitsFrom + 1 < unitsTo) {
      int first = units[unitsFrom] & 0xFF;
      int second = units[unitsFrom + 1] & 0xFF;
      unitsFrom += 2;
      unit(bigEndian ? first << 8 | second : second << 8 | first);
    }
    return true;
  }

  private void unit(int unit) {
    boolean isMark = !begun && unit == MARK;
    begun = true;
    if (isMark) {
      return;
    }
    if (high != 0) {
      int before = high;
      high = 0;
      if (Character.isLowSurrogate((char) unit)) {
        put(Character.toCodePoint((char) before, (char) unit));
        return;
      }
      put(REPLACEMENT);
    }
    if (Character.isHighSurrogate((char) unit)) {
      high = unit;
    } else {
      put(Character.isLowSurrogate((char) unit) ? REPLACEMENT : unit);
    }
  }

  private void put(int character) {
    if (character < 0x80) {
      text[textTo++] = (byte) character;
    } else if (character < 0x800) {
      text[textTo++] = (byte) (0xC0 | character >> 6);
      text[textTo++] = (byte) (0x80 | character & 0x3F);
    } else if (character < 0x10000) {
      text[textTo++] = (byte) (0xE0 | character >> 12);
      text[textTo++] = (byte) (0x80 | character >> 6 & 0x3F);
      text[textTo++] = (byte) (0x80 | character & 0x3F);
    } else {
      text[textTo++] = (byte) (0xF0 | character >> 18);
      text[textTo++] = (byte) (0x80 | character >> 12 & 0x3F);
      text[textTo++] = (byte) (0x80 | character >> 6 & 0x3F);
      text[textTo++] = (byte) (0x80 | character & 0x3F);
    }
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
