package dev.rearview.replay.log;

import java.io.ByteArrayOutputStream;

/**
 * The value of an index: which events of a block of {@value #BLOCK} sequence numbers are meant,
 * each with a time. For each event two variable-length numbers: how far its number and its time are
 * from those of the event before it, the first's from the block's first number and from 1970.
 */
final class Posting {
  /** Numbers in a block. */
  static final int BLOCK = 1024;

  private final ByteArrayOutputStream bytes;
  private long lastPlace;
  private long lastMs;
  private boolean dirty;

  Posting() {
    bytes = new ByteArrayOutputStream(12);
  }

  /** Goes on with one that was written before. */
  Posting(byte[] written) {
    bytes = new ByteArrayOutputStream(written.length + 12);
    bytes.writeBytes(written);
    read(
        0,
        written,
        (place, timeMs) -> {
          lastPlace = place;
          lastMs = timeMs;
        });
  }

  /** Takes a reference. */
  @FunctionalInterface
  interface Taker {
    void take(long seq, long timeMs);
  }

  static long blockOf(long seq) {
    return seq / BLOCK;
  }

  void add(long seq, long timeMs) {
    long place = seq % BLOCK;
    write(place - lastPlace);
    write(timeMs - lastMs);
    lastPlace = place;
    lastMs = timeMs;
    dirty = true;
  }

  private void write(long difference) {
    long rest = (difference << 1) ^ (difference >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /** Whether something came since {@link #encode}. */
  boolean dirty() {
    return dirty;
  }

  byte[] encode() {
    dirty = false;
    return bytes.toByteArray();
  }

  /** Gives every reference of a written one, in the order in which they were added. */
  static void read(long block, byte[] written, Taker taker) {
    long[] number = {0, 0};
    for (int i = 0, field = 0; i < written.length; field ^= 1) {
      long folded = 0;
      int shift = 0;
      for (; written[i] < 0; i++, shift += 7) {
        folded |= (long) (written[i] & 0x7F) << shift;
      }
      folded |= (long) written[i++] << shift;
      number[field] += (folded >>> 1) ^ -(folded & 1);
      if (field == 1) {
        taker.take(block * BLOCK + number[0], number[1]);
      }
    }
  }
}
