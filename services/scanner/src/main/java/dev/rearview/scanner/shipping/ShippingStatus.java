package dev.rearview.scanner.shipping;

import java.util.List;

/**
 * How shipping goes.
 *
 * @param shipped records that ingestion took since the start
 * @param refused records that it will never take
 * @param retries batches sent again
 * @param gaps how often something could no longer be read
 * @param warnings the newest sentences about gaps and refusals, at most 20
 */
public record ShippingStatus(
    long shipped, long refused, long retries, long gaps, List<String> warnings) {
  public static final ShippingStatus NONE = new ShippingStatus(0, 0, 0, 0, List.of());

  public ShippingStatus {
    warnings = List.copyOf(warnings);
  }
}
