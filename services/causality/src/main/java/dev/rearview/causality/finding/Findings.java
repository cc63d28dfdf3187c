package dev.rearview.causality.finding;

import java.util.List;

/** Where findings are kept, in the order of time and id. */
public interface Findings {
  /** What is asked for. */
  enum Kind {
    ANOMALIES,
    ALERTS
  }

  /**
   * A place between findings: behind the one of that time and id.
   *
   * @param afterId empty: before all of that time
   */
  record Place(long ms, String afterId) {}

  /** The findings behind a place and not after a time, oldest first. */
  List<FindingRecord> page(Kind kind, String world, Place from, long toMs, int limit);

  /** The newest findings, newest first. */
  List<FindingRecord> newest(Kind kind, String world, int limit);
}
