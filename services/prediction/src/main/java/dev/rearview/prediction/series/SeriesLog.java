package dev.rearview.prediction.series;

import java.util.List;
import java.util.Optional;

/** What is kept of every component. */
public interface SeriesLog {
  /** Components of the world, at most {@code limit}. */
  List<Component> components(String world, int limit);

  Optional<Component> component(String world, String id);

  /**
   * The buckets that begin at or after {@code fromMs} and end at or before {@code toMs}: nothing
   * that lies beyond is looked at.
   */
  Buckets read(String world, Component component, String metric, long fromMs, long toMs);

  /** What a part of the component's state was set to, oldest first. */
  List<Assignment> assignments(String world, String component, String path);

  /** How many records of the log are not yet in it. */
  long lag();

  /** A sentence where a part of the series lies elsewhere; empty where all is here. */
  String missing();
}
