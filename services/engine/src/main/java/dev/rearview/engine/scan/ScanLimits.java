package dev.rearview.engine.scan;

import dev.rearview.engine.encoding.InflationLimits;

/**
 * Bounds of reading.
 *
 * @param maxLineBytes longer lines are cut to this and marked
 * @param maxRecordBytes a record of several lines ends here; the rest becomes records of its own
 * @param maxRecordLines as well
 * @param inflation how far compressed pieces are inflated
 * @param maxFiles files found under one root; further ones are reported as not looked at
 * @param maxDepth folders below a root
 */
public record ScanLimits(
    int maxLineBytes,
    int maxRecordBytes,
    int maxRecordLines,
    InflationLimits inflation,
    int maxFiles,
    int maxDepth) {
  public static final ScanLimits DEFAULT =
      new ScanLimits(64 << 20, 1 << 20, 2_000, InflationLimits.DEFAULT, 100_000, 16);

  public ScanLimits {
    if (maxLineBytes < 64
        || maxRecordBytes < 64
        || maxRecordLines < 1
        || maxFiles < 1
        || maxDepth < 1) {
      throw new IllegalArgumentException("scan limits are too small");
    }
  }
}
