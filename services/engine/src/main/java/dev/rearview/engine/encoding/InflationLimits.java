package dev.rearview.engine.encoding;

/**
 * Bounds against files that inflate to more than anybody wants to read.
 *
 * @param maxBytes a file is inflated no further than this many bytes
 * @param maxRatio nor further than this many times the compressed bytes read so far, once it has
 *     given {@link #RATIO_FREE_BYTES}
 * @param maxWindowBytes files that need a larger window or dictionary to be inflated are refused
 */
public record InflationLimits(long maxBytes, int maxRatio, int maxWindowBytes) {
  /** So much may be inflated at any ratio: it takes a moment and no memory. */
  public static final long RATIO_FREE_BYTES = 256L << 20;

  /**
   * 64 GiB; a thousandfold, which is what gzip can make of one repeated byte and twenty times what
   * logs reach; a window of 64 MiB, what {@code xz -9} asks for, or less where the heap is small.
   */
  public static final InflationLimits DEFAULT =
      new InflationLimits(
          64L << 30,
          1_000,
          (int) Math.clamp(Runtime.getRuntime().maxMemory() / 8, 8L << 20, 64L << 20));

  public InflationLimits {
    if (maxBytes < 1 || maxRatio < 1 || maxWindowBytes < 1 << 10) {
      throw new IllegalArgumentException("inflation limits are too small");
    }
  }

  /** How many bytes may be given after so many compressed ones were read. */
  long allowedAfter(long compressedBytes) {
    return Math.min(maxBytes, Math.max(RATIO_FREE_BYTES, compressedBytes * maxRatio));
  }
}
