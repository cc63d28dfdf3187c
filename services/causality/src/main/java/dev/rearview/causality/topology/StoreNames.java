package dev.rearview.causality.topology;

import dev.rearview.causality.event.Mark;
import dev.rearview.proto.EventKeys;
import java.util.Locale;

/** The stores and their keys. Keys of times sort as the times do. */
final class StoreNames {
  /** {@link dev.rearview.causality.edge.JoinKey} → window. */
  static final String JOINS = "joins";

  /** World and event id → event. */
  static final String EVENTS = "events";

  /** World, event id, direction, basis, other id → edge. */
  static final String EDGES = "edges";

  /** World and component → what it depended on, when. */
  static final String COMPONENTS = "components";

  /** World, component, time, event id, trouble → mark. */
  static final String TROUBLES = "troubles";

  /** World and component → open buckets; with a metric: its watch. */
  static final String WATCHES = "watches";

  /** World, time, id → anomaly. */
  static final String ANOMALIES = "anomalies";

  /** World, time, id → alert. */
  static final String ALERTS = "alerts";

  private static final char SEPARATOR = '\u0001';

  private StoreNames() {}

  static String troubles(String world, String component) {
    return EventKeys.component(world, component) + SEPARATOR;
  }

  static String trouble(Mark mark) {
    return troubles(mark.world(), mark.component())
        + time(mark.ms())
        + SEPARATOR
        + mark.eventId()
        + SEPARATOR
        + mark.trouble();
  }

  static String watch(String world, String component, String metric) {
    return EventKeys.component(world, component) + SEPARATOR + metric;
  }

  static String edges(String world, String eventId, boolean causes) {
    return EventKeys.event(world, eventId) + SEPARATOR + (causes ? 'c' : 'e') + SEPARATOR;
  }

  static String dated(String world, long ms, String id) {
    return world + SEPARATOR + time(ms) + SEPARATOR + id;
  }

  /** Fixed width, and negative times before positive ones. */
  static String time(long ms) {
    return String.format(Locale.ROOT, "%016x", ms ^ Long.MIN_VALUE);
  }
}
