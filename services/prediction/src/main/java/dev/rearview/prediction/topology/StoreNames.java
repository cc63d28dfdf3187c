package dev.rearview.prediction.topology;

import dev.rearview.proto.EventKeys;
import java.util.Locale;

/** The stores and their keys. */
final class StoreNames {
  /** World and component → what is known of it. */
  static final String COMPONENTS = "components";

  /** World, component, metric, hour → {@link HourChunk}. */
  static final String SERIES = "series";

  /** World, component, path → what it was set to. */
  static final String ASSIGNMENTS = "assignments";

  /** Under this name the chunks of events lie: number and errors. */
  static final String EVENTS = "\u0002events";

  private static final char SEPARATOR = '\u0001';

  private StoreNames() {}

  static String chunk(String world, String component, String metric, long ms) {
    return chunks(world, component, metric) + hour(ms);
  }

  static String chunks(String world, String component, String metric) {
    return EventKeys.component(world, component) + SEPARATOR + metric + SEPARATOR;
  }

  static String hour(long ms) {
    return String.format(
        Locale.ROOT, "%016x", Math.floorDiv(ms, HourChunk.HOUR_MS) ^ Long.MIN_VALUE);
  }

  static String assignments(String world, String component, String path) {
    return EventKeys.component(world, component) + SEPARATOR + path;
  }

  static String allAssignments(String world, String component) {
    return EventKeys.component(world, component) + SEPARATOR;
  }
}
