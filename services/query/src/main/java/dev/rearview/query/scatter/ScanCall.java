package dev.rearview.query.scatter;

import org.jspecify.annotations.Nullable;

/** A scan under way. */
public interface ScanCall {

  /**
   * The next part; waits for it.
   *
   * @return null at the end
   * @throws ScanFailedException where the scan ended otherwise
   */
  @Nullable ScanPart next();

  /** Ends the scan over there, at once. */
  void cancel();
}
