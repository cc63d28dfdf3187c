package dev.rearview.timeql.syntax;

import dev.rearview.timeql.syntax.TimeQlException.Code;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as text: {@code 250ms}, {@code 1h30m}, {@code 5 minutes}. A day has 24 hours. */
public final class Durations {
  private static final Pattern PART =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([\\p{L}µ]+)\\s*");

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("nanosecond", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("microsecond", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("millisecond", 1_000_000L),
          Map.entry("s", TimeUnit.SECONDS.toNanos(1)),
          Map.entry("sec", TimeUnit.SECONDS.toNanos(1)),
          Map.entry("second", TimeUnit.SECONDS.toNanos(1)),
          Map.entry("m", TimeUnit.MINUTES.toNanos(1)),
          Map.entry("min", TimeUnit.MINUTES.toNanos(1)),
          Map.entry("minute", TimeUnit.MINUTES.toNanos(1)),
          Map.entry("h", TimeUnit.HOURS.toNanos(1)),
          Map.entry("hr", TimeUnit.HOURS.toNanos(1)),
          Map.entry("hour", TimeUnit.HOURS.toNanos(1)),
          Map.entry("d", TimeUnit.DAYS.toNanos(1)),
          Map.entry("day", TimeUnit.DAYS.toNanos(1)),
          Map.entry("w", TimeUnit.DAYS.toNanos(7)),
          Map.entry("week", TimeUnit.DAYS.toNanos(7)));

  private static final List<String> PRINTED = List.of("w", "d", "h", "m", "s", "ms", "us", "ns");

  private Durations() {}

  /** In nanoseconds; null where the text is no duration. */
  public static @Nullable Long tryNanos(String text) {
    try {
      return nanos(Position.NONE, text);
    } catch (TimeQlException e) {
      return null;
    }
  }

  static long nanos(Position at, String text) {
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      sum =
          sum.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(at, part.group(2)))));
      end = part.end();
    }
    if (end == 0 || end < text.length()) {
      throw TimeQlException.meaning(at, "'" + text + "'", "a duration such as 250ms or 5 minutes");
    }
    if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw TimeQlException.meaning(at, text, "a duration of at most 292 years");
    }
    return sum.longValue();
  }

  private static long unit(Position at, String word) {
    String unit = word.toLowerCase(Locale.ROOT);
    Long nanos = UNITS.get(unit);
    if (nanos == null && unit.endsWith("s") && unit.length() > 2) {
      nanos = UNITS.get(unit.substring(0, unit.length() - 1));
    }
    if (nanos == null) {
      throw new TimeQlException(
          Code.MEANING,
          at,
          "'" + word + "'",
          "a unit of time: ns, us, ms, s, m, h, d, w",
          Nearest.of(
              unit, List.of("milliseconds", "seconds", "minutes", "hours", "days", "weeks")));
    }
    return nanos;
  }

  /** The shortest exact spelling, in one unit. */
  public static String print(long nanos) {
    long size = Math.abs(nanos);
    for (String unit : PRINTED) {
      long one = Objects.requireNonNull(UNITS.get(unit));
      if (size % one == 0 && (size > 0 || unit.equals("s"))) {
        return nanos / one + unit;
      }
    }
    return nanos + "ns";
  }
}
