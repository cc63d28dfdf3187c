package dev.rearview.engine.outlier;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something unusual.
 *
 * @param at begin of the stretch of time
 * @param length how long it is: of {@link Kind#NEW} and {@link Kind#SILENT} all the time before or
 *     after, else the series' width
 * @param count how often it happened there
 * @param usual how often it should have by the rest
 * @param score how far that is apart, in standard deviations: above zero for more, also for what
 *     was not there before, below for less
 */
public record Outlier(
    Kind kind, Instant at, Duration length, long count, double usual, double score) {

  /** What is unusual. */
  public enum Kind {
    /** More than usual. */
    BURST,
    /** Less than usual, in between. */
    DROP,
    /** Nothing before. */
    NEW,
    /** Nothing any more. */
    SILENT
  }

  /** As a value of a row, with the members {@code kind at length count usual score}. */
  public Map<String, Object> toValue() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("kind", kind.name());
    value.put("at", at);
    value.put("length", length);
    value.put("count", count);
    value.put("usual", usual);
    value.put("score", score);
    return value;
  }
}
