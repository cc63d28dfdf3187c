package dev.rearview.engine.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The usual ways in which times are written, by name. */
public enum TimeLayout implements TimeReader {
  /** {@code 2024-01-15 15:47:23,123}, also with T, slashes, fraction up to nanoseconds, zone. */
  ISO,
  /** {@code 081109 203615}. */
  COMPACT,
  /** {@code 2005-06-03-15.42.50.675872}. */
  DOTTED,
  /** {@code Jun 14 15:16:01}, without a year, also with a fraction. */
  SYSLOG,
  /** {@code 10/Oct/2000:13:55:36 -0700}, also with a fraction. */
  COMMON_LOG,
  /** {@code Sun Dec 04 04:47:44 2005}, also with a fraction. */
  CTIME,
  /** Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size. */
  EPOCH;

  @Override
  public @Nullable EventTime parse(String text, TimeContext context) {
    TimeText reader = new TimeText(text, context);
    return switch (this) {
      case ISO -> reader.iso();
      case COMPACT -> reader.compact();
      case DOTTED -> reader.dotted();
      case SYSLOG -> reader.syslog();
      case COMMON_LOG -> reader.commonLog();
      case CTIME -> reader.ctime();
      case EPOCH -> reader.epoch();
    };
  }

  @Override
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String names() {
    return Arrays.stream(values()).map(TimeLayout::text).collect(Collectors.joining(", "));
  }
}
