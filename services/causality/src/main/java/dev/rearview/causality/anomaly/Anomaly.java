package dev.rearview.causality.anomaly;

import java.util.List;

/**
 * A stretch of time in which a series lay far outside of what is usual there. It is told when it
 * opens and once more, with the same id, when it closes.
 *
 * @param metric error_rate (percent), event_rate (events a minute) or a metric's name
 * @param value the value farthest out so far
 * @param expectedLow lower end of what is usual
 * @param score robust deviations from the usual
 * @param startMs start of the first hot bucket, event time
 * @param endMs end of the last hot bucket
 * @param eventIds events of the hot buckets, at most 20
 */
public record Anomaly(
    String id,
    String world,
    String componentId,
    String metric,
    double value,
    double expectedLow,
    double expectedHigh,
    double score,
    long startMs,
    long endMs,
    List<String> eventIds,
    String detail) {
  public static final int MAX_EVENTS = 20;

  public Anomaly {
    eventIds = List.copyOf(eventIds);
  }
}
