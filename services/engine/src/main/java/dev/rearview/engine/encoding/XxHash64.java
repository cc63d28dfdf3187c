package dev.rearview.engine.encoding;

/** XXH64 with seed 0 over bytes that come in pieces (xxHash specification 0.1.1). */
final class XxHash64 {
  private static final long P1 = 0x9E3779B185EBCA87L;
  private static final long P2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P3 = 0x165667B19E3779F9L;
  private static final long P4 = 0x85EBCA77C2B2AE63L;
  private static final long P5 = 0x27D4EB2F165667C5L;
  private static final long FIRST_LANE = 0x60EA27EEADC0B5D6L; // P1 + P2
  private static final int STRIPE = 32;

  private final byte[] pending = new byte[STRIPE];
  private int held;
  private long total;
  private long a;
  private long b;
  private long c;
  private long d;

  void reset() {
    held = 0;
    total = 0;
    a = FIRST_LANE;
    b = P2;
    c = 0;
    d = -P1;
  }

  void update(byte[] bytes, int from, int to) {
    total += to - from;
    int at = from;
    if (held > 0) {
      int count = Math.min(STRIPE - held, to - at);
      System.arraycopy(bytes, at, pending, held, count);
      held += count;
      at += count;
      if (held < STRIPE) {
        return;
      }
      stripe(pending, 0);
      held = 0;
    }
    for (; at <= to - STRIPE; at += STRIPE) {
      stripe(bytes, at);
    }
    held = to - at;
    System.arraycopy(bytes, at, pending, 0, held);
  }

  private void stripe(byte[] bytes, int at) {
    a = round(a, (long) ZstdBits.LONG.get(bytes, at));
    b = round(b, (long) ZstdBits.LONG.get(bytes, at + 8));
    c = round(c, (long) ZstdBits.LONG.get(bytes, at + 16));
    d = round(d, (long) ZstdBits.LONG.get(bytes, at + 24));
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * P2, 31) * P1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * P1 + P4;
  }

  long value() {
    long hash = P5;
    if (total >= STRIPE) {
      hash =
          Long.rotateLeft(a, 1)
              + Long.rotateLeft(b, 7)
              + Long.rotateLeft(c, 12)
              + Long.rotateLeft(d, 18);
      hash = merge(merge(merge(merge(hash, a), b), c), d);
    }
    hash += total;
    int at = 0;
    for (; at <= held - 8; at += 8) {
      hash ^= round(0, (long) ZstdBits.LONG.get(pending, at));
      hash = Long.rotateLeft(hash, 27) * P1 + P4;
    }
    if (at <= held - 4) {
      long word = 0;
      for (int i = 3; i >= 0; i--) {
        word = word << 8 | pending[at + i] & 0xFF;
      }
      hash = Long.rotateLeft(hash ^ word * P1, 23) * P2 + P3;
      at += 4;
    }
    for (; at < held; at++) {
      hash = Long.rotateLeft(hash ^ (pending[at] & 0xFF) * P5, 11) * P1;
    }
    hash = (hash ^ hash >>> 33) * P2;
    hash = (hash ^ hash >>> 29) * P3;
    return hash ^ hash >>> 32;
  }
}
