package dev.rearview.query.request;

import java.time.Duration;

/**
 * What a request may ask for.
 *
 * @param queries statements that run at once
 * @param timeout where the request does not say
 * @param maxTimeout the longest that it may say
 * @param rows where the request does not say
 * @param maxRows the most that it may say
 */
public record QueryLimits(
    int queries, Duration timeout, Duration maxTimeout, int rows, int maxRows) {
  public QueryLimits {
    if (queries < 1 || queries > 10_000) {
      throw new IllegalArgumentException(
          "rearview.query.max-queries is %d: expected 1 to 10,000".formatted(queries));
    }
    if (!timeout.isPositive() || maxTimeout.compareTo(timeout) < 0) {
      throw new IllegalArgumentException(
          "rearview.query.timeout is %s: expected more than 0 and at most max-timeout, %s"
              .formatted(timeout, maxTimeout));
    }
    if (rows < 1 || maxRows < rows) {
      throw new IllegalArgumentException(
          "rearview.query.max-rows is %d: expected 1 to max-rows-limit, %d"
              .formatted(rows, maxRows));
    }
  }
}
