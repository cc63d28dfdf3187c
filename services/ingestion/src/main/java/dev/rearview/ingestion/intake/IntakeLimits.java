package dev.rearview.ingestion.intake;

/**
 * What one request may bring.
 *
 * @param maxBodyBytes longest body, before and after decompression; 1 KiB to 8 MiB
 * @param maxEvents most events, 1 to 100,000
 * @param strict whether what an event leaves out is refused instead of derived
 */
public record IntakeLimits(int maxBodyBytes, int maxEvents, boolean strict) {
  /** Largest event, as its bytes on a topic. */
  public static final int MAX_EVENT_BYTES = 900 << 10;

  public IntakeLimits {
    require(
        maxBodyBytes >= 1 << 10 && maxBodyBytes <= 8 << 20,
        "max-body-bytes must be 1 KiB to 8 MiB, not " + maxBodyBytes);
    require(
        maxEvents >= 1 && maxEvents <= 100_000, "max-events must be 1 to 100000, not " + maxEvents);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
