package dev.rearview.engine.pattern;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each byte stands in a sample of a file, and the beginning of that sample; a finder
 * looks for what is rare in it. Being wrong costs time, never an answer. Not for several threads at
 * once.
 */
public final class ByteHistogram {
  private static final int MOST_KEPT = 32 << 10;

  /** Bytes that sequences are compared with one by one. */
  private static final int MOST_COMPARED = 8 << 10;

  private final long[] counts = new long[256];
  private final byte[] kept = new byte[MOST_KEPT + Finder.PADDING];
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
    int furthest = IntStream.of(offsets).max().orElse(0);
    int places = Math.min(keptSize, MOST_COMPARED) - furthest;
    int found = 0;
    for (int at = 0; at < places; at++) {
      found += stand(offsets, classes, at) ? 1 : 0;
    }
    return found > 0 ? (double) found / places : Math.min(expected, 1.0 / Math.max(1, places));
  }

  private boolean stand(int[] offsets, List<ByteClass> classes, int at) {
    for (int i = 0; i < offsets.length; i++) {
      if (!classes.get(i).contains(kept[at + offsets[i]] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** The share of bytes that are in the class, 0 to 1. */
  double share(ByteClass wanted) {
    long found = 0;
    for (int b = 0; b < 256; b++) {
      found += wanted.contains(b) ? counts[b] : 0;
    }
    return (double) found / total;
  }
}
