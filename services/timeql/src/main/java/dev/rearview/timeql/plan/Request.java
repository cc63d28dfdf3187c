package dev.rearview.timeql.plan;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a statement.
 *
 * @param nowMs what "now" is, epoch milliseconds; fixed once for the whole statement
 * @param zone in which times without one are read, unless the statement has a {@code ZONE}
 * @param world tenant or system
 * @param parameters by name: text, whole or real numbers, truths, durations, null, or lists of
 *     these, which only {@code IN (:name)} takes
 * @param maxRows most rows of an answer
 * @param timeout null: none
 */
public record Request(
    long nowMs,
    ZoneId zone,
    String world,
    Map<String, @Nullable Object> parameters,
    int maxRows,
    @Nullable Duration timeout) {
  public static final int DEFAULT_MAX_ROWS = 10_000;
  public static final int LARGEST_MAX_ROWS = 1_000_000;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public Request {
    if (maxRows < 1 || maxRows > LARGEST_MAX_ROWS) {
      throw new IllegalArgumentException(
          "max_rows %d is not within 1 to %,d".formatted(maxRows, LARGEST_MAX_ROWS));
    }
    if (timeout != null && !timeout.isPositive()) {
      throw new IllegalArgumentException("timeout %s is not above zero".formatted(timeout));
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    for (Map.Entry<String, @Nullable Object> parameter : parameters.entrySet()) {
      if (!isValue(parameter.getValue())) {
        throw new IllegalArgumentException(
            "parameter %s is neither text, number, truth, duration, null nor a list of them"
                .formatted(parameter.getKey()));
      }
    }
  }

  private static boolean isValue(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().allMatch(Request::isOne) : isOne(value);
  }

  private static boolean isOne(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String s -> true;
      case Number n -> true;
      case Boolean b -> true;
      case Duration d -> true;
      default -> false;
    };
  }

  /** UTC, the default world, no parameters, the default bounds. */
  public static Request at(long nowMs) {
    return new Request(
        nowMs, ZoneOffset.UTC, "default", Map.of(), DEFAULT_MAX_ROWS, DEFAULT_TIMEOUT);
  }

  public Request withZone(ZoneId zone) {
    return new Request(nowMs, zone, world, parameters, maxRows, timeout);
  }

  public Request withWorld(String world) {
    return new Request(nowMs, zone, world, parameters, maxRows, timeout);
  }

  public Request withParameters(Map<String, @Nullable Object> parameters) {
    return new Request(nowMs, zone, world, parameters, maxRows, timeout);
  }

  public Request withMaxRows(int maxRows) {
    return new Request(nowMs, zone, world, parameters, maxRows, timeout);
  }

  public Request withTimeout(@Nullable Duration timeout) {
    return new Request(nowMs, zone, world, parameters, maxRows, timeout);
  }
}
