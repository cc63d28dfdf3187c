package dev.rearview.standalone;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 2h}, {@code 90m}, {@code 1h30m}, {@code 2 days}. */
final class Durations {
  private static final Pattern PART =
      Pattern.compile("\\s*(\\d{1,6})\\s*(days?|d|hours?|h|minutes?|m|seconds?|s)\\s*");

  private Durations() {}

  static Duration parse(String option, String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.find() && part.start() == end) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2).charAt(0)) {
                case 'd' -> Duration.ofDays(count);
                case 'h' -> Duration.ofHours(count);
                case 'm' -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
      end = part.end();
    }
    if (end == 0 || end != text.length()) {
      throw new RefusedException(
          "%s '%s' is not a duration such as 2h or 1h30m".formatted(option, text));
    }
    return sum;
  }
}
