package dev.rearview.engine.format;

import dev.rearview.engine.record.Times;
import dev.rearview.model.TimeSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads times as most loggers write them, {@code 2024-01-15T15:47:23.123Z}, from ASCII bytes. Any
 * other way to write a time is left to {@link TimeText}.
 */
final class IsoTimes {
  private static final int BAD = Integer.MIN_VALUE;

  /** Up to the seconds. */
  private static final int LENGTH = 19;

  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** The first 16 bytes of the time that was read last, up to the minute. */
  private long lastLow;

  private long lastHigh;

  /** Seconds from 1970 to that minute, without regard to the zone. */
  private long lastMinute = Long.MIN_VALUE;

  /**
   * The time; null says nothing. Where it is not null, {@link TimeLayout#ISO} says the same.
   *
   * @param b has at least {@link Bytes#PADDING} bytes after {@code to}
   */
  @Nullable EventTime time(byte[] b, int from, int to, TimeContext context) {
    if (to - from < LENGTH || b[from + 16] != ':') {
      return null;
    }
    long low = Bytes.eight(b, from);
    long high = Bytes.eight(b, from + 8);
    if (low != lastLow || high != lastHigh) {
      lastMinute = minute(b, from);
      lastLow = low;
      lastHigh = high;
    }
    int second = pair(b, from + 17);
    if (lastMinute == Long.MIN_VALUE || second < 0 || second > 59) {
      return null;
    }
    int zone = fractionEnd(b, from + LENGTH, to);
    int nanos = zone == from + LENGTH ? 0 : nanos(b, from + LENGTH + 1, zone);
    int offset = zone == to ? localOffset(context) : offset(b, zone, to);
    if (offset == BAD) {
      return null;
    }
    return new EventTime(
        Times.nanos(lastMinute + second - offset, nanos),
        zone == to ? TimeSource.ASSUMED_ZONE : TimeSource.REPORTED);
  }

  /** Seconds to a minute, the lowest where none is written here. */
  private static long minute(byte[] b, int from) {
    int year = pair(b, from) * 100 + pair(b, from + 2);
    int month = pair(b, from + 5);
    int day = pair(b, from + 8);
    int hour = pair(b, from + 11);
    int minute = pair(b, from + 14);
    if (!isPunctuated(b, from)
        || year < 0
        || month < 1
        || month > 12
        || day < 1
        || day > days(year, month)
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59) {
      return Long.MIN_VALUE;
    }
    return (epochDay(year, month, day) * 24 + hour) * 3_600 + minute * 60;
  }

  private static boolean isPunctuated(byte[] b, int at) {
    return isDateMark(b[at + 4])
        && isDateMark(b[at + 7])
        && (b[at + 10] == 'T' || b[at + 10] == ' ')
        && b[at + 13] == ':';
  }

  private static boolean isDateMark(byte c) {
    return c == '-' || c == '/';
  }

  /** Two digits; very negative where one is none. */
  private static int pair(byte[] b, int at) {
    int high = b[at] - '0';
    int low = b[at + 1] - '0';
    return (high | low) < 0 || high > 9 || low > 9 ? -1_000_000 : high * 10 + low;
  }

  private static int days(int year, int month) {
    boolean leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return leap ? 29 : DAYS[month - 1];
  }

  /** Where the zone begins: after a point or comma with at least one digit, or at once. */
  private static int fractionEnd(byte[] b, int at, int to) {
    if (at + 1 >= to || (b[at] != '.' && b[at] != ',')) {
      return at;
    }
    int i = at + 1;
    while (i < to && b[i] >= '0' && b[i] <= '9') {
      i++;
    }
    return i == at + 1 ? at : i;
  }

  private static int nanos(byte[] b, int from, int to) {
    int last = Math.min(to, from + 9);
    int digits = 0;
    for (int i = from; i < last; i++) {
      digits = digits * 10 + (b[i] - '0');
    }
    return digits * POWERS[9 - (last - from)];
  }

  private static int localOffset(TimeContext context) {
    return context.zone() instanceof ZoneOffset offset ? offset.getTotalSeconds() : BAD;
  }

  /** Seconds of {@code Z}, {@code +01:00} or {@code +0100}. */
  private static int offset(byte[] b, int at, int to) {
    int length = to - at;
    if (length == 1 && (b[at] == 'Z' || b[at] == 'z')) {
      return 0;
    }
    boolean colon = length == 6 && b[at + 3] == ':';
    if ((b[at] != '+' && b[at] != '-') || (length != 5 && !colon)) {
      return BAD;
    }
    int hours = pair(b, at + 1);
    int minutes = pair(b, to - 2);
    if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
      return BAD;
    }
    return (b[at] == '-' ? -60 : 60) * (hours * 60 + minutes);
  }

  /**
   * Days since 1970-01-01 of a date in the Gregorian calendar, years from 0 (H. Hinnant,
   * "chrono-Compatible Low-Level Date Algorithms").
   */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
