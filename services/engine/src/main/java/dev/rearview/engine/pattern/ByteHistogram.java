package dev.rearview.engine.pattern;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each byte stands in a sample of a file, and the beginning of that sample; a finder
 * looks for what is rare in it. Being wrong costs time, never an answer. Once nothing is added any
 * more, several threads may ask it.
 */
public final class ByteHistogram {
  private static final int MOST_KEPT = 32 << 10;

  /** Bytes that sequences are compared with. */
  private static final int MOST_COMPARED = 8 << 10;

  private final long[] counts = new long[256];
  private final byte[] kept = new byte[MOST_KEPT + Finder.PADDING];
  private final Map<ByteClass, long[]> stands = new ConcurrentHashMap<>();
  private long total;
  private int keptSize;

  /** Knows no more than that logs are text. */
  public ByteHistogram() {
    for (int b = 0; b < 256; b++) {
      boolean often = b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == ' ';
      counts[b] = often ? 16 : b < 0x7F ? 4 : 1;
      total += counts[b];
    }
  }

  /** Counts the bytes from {@code from} up to {@code to}. */
  public void add(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      counts[bytes[i] & 0xFF]++;
    }
    total += to - from;
    stands.clear();
    int more = Math.min(to - from, MOST_KEPT - keptSize);
    System.arraycopy(bytes, from, kept, keptSize, more);
    keptSize += more;
  }

  /** How many bytes of the sample were kept. */
  int keptSize() {
    return keptSize;
  }

  /** At how many places of what was kept a search finds something. */
  int count(Search search) {
    int count = 0;
    for (int at = search.next(kept, 0, keptSize); at >= 0; ) {
      count++;
      at = search.next(kept, at + 1, keptSize);
    }
    return count;
  }

  /**
   * At which share of places bytes of some classes stand, by some of what was kept.
   *
   * @param offsets where each stands behind the place
   * @param expected where they do not stand there
   */
  double rate(int[] offsets, List<ByteClass> classes, double expected) {
    int furthest = 0;
    for (int offset : offsets) {
      furthest = Math.max(furthest, offset);
    }
    int places = Math.min(keptSize, MOST_COMPARED) - furthest;
    long[][] stands = new long[offsets.length][];
    for (int i = 0; i < offsets.length; i++) {
      stands[i] = stands(classes.get(i));
    }
    int found = 0;
    for (int at = 0; at < places; at += Long.SIZE) {
      long all = -1L >>> Math.max(0, at + Long.SIZE - places);
      for (int i = 0; i < offsets.length; i++) {
        all &= bits(stands[i], at + offsets[i]);
      }
      found += Long.bitCount(all);
    }
    return found > 0 ? (double) found / places : Math.min(expected, 1.0 / Math.max(1, places));
  }

  /** Where bytes of a class stand in what is compared, a bit each. */
  private long[] stands(ByteClass wanted) {
    return stands.computeIfAbsent(
        wanted,
        w -> {
          int size = Math.min(keptSize, MOST_COMPARED);
          long[] bits = new long[(size >> 6) + 2];
          long[] words = {w.bits0(), w.bits64(), w.bits128(), w.bits192()};
          for (int at = 0; at < size; at++) {
            int b = kept[at] & 0xFF;
            bits[at >> 6] |= (words[b >> 6] >>> b & 1) << at;
          }
          return bits;
        });
  }

  /** The 64 bits from one on. */
  private static long bits(long[] words, int from) {
    long low = words[from >> 6] >>> from;
    return (from & 63) == 0 ? low : low | words[(from >> 6) + 1] << -from;
  }

  /** The share of bytes that are in the class, 0 to 1. */
  double share(ByteClass wanted) {
    return (double) wanted.sum(counts) / total;
  }
}
