package dev.rearview.engine.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line and what it must yield in UTC, with a clock of 2024-01-15T15:55:00Z.
 *
 * @param time ISO-8601, null where it has none
 * @param level name of the level, null where it has none
 * @param fields further fields by name; others may be there too
 */
public record FormatSample(
    String line,
    @Nullable String time,
    @Nullable String level,
    @Nullable String message,
    Map<String, Object> fields) {
  public FormatSample {
    fields = Map.copyOf(fields);
  }
}
