package dev.rearview.engine.pattern;

/**
 * How often each byte stands in a sample of a file; a finder looks for the bytes that are rare in
 * it. Being wrong costs time, never an answer. Not for several threads at once.
 */
public final class ByteHistogram {
  private final long[] counts = new long[256];
  private long total;

  /** Counts the bytes from {@code from} up to {@code to}. */
  public void add(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      counts[bytes[i] & 0xFF]++;
    }
    total += to - from;
  }

  /** The share of bytes that are in the class, 0 to 1; 0 where nothing was counted. */
  double share(ByteClass wanted) {
    long found = 0;
    for (int b = 0; b < 256; b++) {
      if (wanted.contains(b)) {
        found += counts[b];
      }
    }
    return total == 0 ? 0 : (double) found / total;
  }
}
