package dev.rearview.engine.format;

import org.jspecify.annotations.Nullable;

/** The ways in which times are written. */
public enum TimeLayout {
  /** {@code 2024-01-15 15:47:23,123}, also with T, slashes, fraction up to nanoseconds, zone. */
  ISO,
  /** {@code 081109 203615}. */
  COMPACT,
  /** {@code 2005-06-03-15.42.50.675872}. */
  DOTTED,
  /** {@code Jun 14 15:16:01}, without a year. */
  SYSLOG,
  /** {@code 10/Oct/2000:13:55:36 -0700}. */
  COMMON_LOG,
  /** {@code Sun Dec 04 04:47:44 2005}, also with a fraction. */
  CTIME,
  /** Seconds, milliseconds, microseconds or nanoseconds since 1970, told by their size. */
  EPOCH;

  /** Reads a time; null where the text is not written so. */
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
}
