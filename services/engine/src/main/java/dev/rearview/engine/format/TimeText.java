package dev.rearview.engine.format;

import dev.rearview.engine.record.Times;
import dev.rearview.model.TimeSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads one time from left to right; every method answers null where the text is not as it says.
 */
final class TimeText {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int BAD = -1;

  private final String text;
  private final TimeContext context;
  private int at;
  private int year;
  private int month;
  private int day;
  private int hour;
  private int half = -1;
  private int minute;
  private int second;
  private long nanos;
  private @Nullable ZoneText zone;

  TimeText(String text, TimeContext context) {
    this.text = text;
    this.context = context;
  }

  @Nullable EventTime iso() {
    int year = digits(4, 4);
    if (year == BAD || !skip('-', '/')) {
      return null;
    }
    int month = digits(1, 2);
    if (month == BAD || !skip('-', '/')) {
      return null;
    }
    int day = digits(1, 2);
    if (day == BAD || !(skip('T', ' ') || skip('t', '_'))) {
      return null;
    }
    long time = clockTime(':');
    return time == BAD ? null : zoned(year, month, day, time);
  }

  @Nullable EventTime compact() {
    int year = digits(2, 2);
    int month = digits(2, 2);
    int day = digits(2, 2);
    if (day == BAD || !skip(' ', 'T')) {
      return null;
    }
    int hour = digits(2, 2);
    int minute = digits(2, 2);
    int second = digits(2, 2);
    long time = nanoOfDay(hour, minute, second, 0);
    return year == BAD || month == BAD || time == BAD ? null : local(2000 + year, month, day, time);
  }

  @Nullable EventTime dotted() {
    int year = digits(4, 4);
    if (year == BAD || !skip('-', '-')) {
      return null;
    }
    int month = digits(2, 2);
    if (month == BAD || !skip('-', '-')) {
      return null;
    }
    int day = digits(2, 2);
    if (day == BAD || !skip('-', '-')) {
      return null;
    }
    long time = clockTime('.');
    return time == BAD ? null : local(year, month, day, time);
  }

  @Nullable EventTime syslog() {
    int month = month();
    skipBlanks();
    int day = digits(1, 2);
    skipBlanks();
    long time = day == BAD ? BAD : clockTime(':');
    if (month == BAD || time == BAD) {
      return null;
    }
    Integer year = context.year();
    return year != null
        ? local(year, month, day, time)
        : latestYear(month, day, time, context.zone());
  }

  @Nullable EventTime commonLog() {
    int day = digits(1, 2);
    if (day == BAD || !skip('/', '/')) {
      return null;
    }
    int month = month();
    if (month == BAD || !skip('/', '/')) {
      return null;
    }
    int year = digits(4, 4);
    if (year == BAD || !skip(':', ' ')) {
      return null;
    }
    long time = clockTime(':');
    return time == BAD ? null : zoned(year, month, day, time);
  }

  @Nullable EventTime ctime() {
    while (at < text.length() && text.charAt(at) != ' ') {
      at++;
    }
    skipBlanks();
    int month = month();
    skipBlanks();
    int day = digits(1, 2);
    skipBlanks();
    long time = day == BAD ? BAD : clockTime(':');
    skipBlanks();
    int year = digits(4, 4);
    return month == BAD || time == BAD || year == BAD ? null : local(year, month, day, time);
  }

  /**
   * By size: from 1e17 nanoseconds, from 1e14 microseconds, from 1e11 milliseconds, else seconds.
   */
  @Nullable EventTime epoch() {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    if (whole.isEmpty() || whole.length() > 19) {
      return null;
    }
    for (int i = 0; i < whole.length(); i++) {
      if (whole.charAt(i) < '0' || whole.charAt(i) > '9') {
        return null;
      }
    }
    long value = parseLong(whole);
    at = dot < 0 ? text.length() : dot + 1;
    long fraction = dot < 0 ? 0 : fraction();
    return fraction == BAD ? null : ofEpoch(value, fraction);
  }

  /**
   * @param fraction billionths of the unit
   */
  static @Nullable EventTime ofEpoch(long value, long fraction) {
    if (value < 0) {
      return null;
    }
    long nanos;
    if (value >= 100_000_000_000_000_000L) {
      nanos = value;
    } else if (value >= 100_000_000_000_000L) {
      nanos = value * 1_000 + fraction / 1_000_000;
    } else if (value >= 100_000_000_000L) {
      nanos = value * 1_000_000 + fraction / 1_000;
    } else {
      nanos = Times.nanos(value, (int) fraction);
    }
    return new EventTime(nanos, TimeSource.REPORTED);
  }

  private static long parseLong(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return BAD;
    }
  }

  /** Passes over text that must stand there; a blank stands for one or more. */
  boolean literal(String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      if (at >= text.length()) {
        return false;
      }
      char found = text.charAt(at);
      boolean same = found == c || (isPoint(c) && isPoint(found));
      if (!same && !(c == ' ' && Character.isSpaceChar(found))) {
        return false;
      }
      at++;
      if (c == ' ') {
        skipBlanks();
      }
    }
    return true;
  }

  int position() {
    return at;
  }

  void backTo(int position) {
    at = position;
  }

  /** Reads one part of a {@link TimePattern}. */
  boolean part(char letter, int count) {
    return switch (letter) {
      case 'y' -> (year = count > 2 ? digits(4, 4) : century(digits(2, 2))) != BAD;
      case 'M' -> (month = count > 2 ? month() : digits(1, 2)) != BAD;
      case 'd' -> {
        skipBlanks();
        yield (day = digits(1, 2)) != BAD;
      }
      case 'E' -> skipWord();
      case 'H', 'h' -> (hour = digits(1, 2)) != BAD;
      case 'a' -> halfDay();
      case 'm' -> (minute = digits(1, 2)) != BAD;
      case 's' -> (second = digits(1, 2)) != BAD;
      case 'S' -> at < text.length() && isDigit(text.charAt(at)) && (nanos = fraction()) >= 0;
      case 'L' -> {
        int millis = digits(1, 3);
        nanos = millis * 1_000_000L;
        yield millis != BAD;
      }
      default -> {
        ZoneText found = ZoneText.at(text, at);
        zone = found;
        at += found == null ? 0 : found.length();
        yield found != null;
      }
    };
  }

  private static int century(int year) {
    return year == BAD ? BAD : year < 70 ? 2000 + year : 1900 + year;
  }

  private boolean skipWord() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  private boolean halfDay() {
    if (at + 1 >= text.length() || (text.charAt(at + 1) | 0x20) != 'm') {
      return false;
    }
    int letter = text.charAt(at) | 0x20;
    at += 2;
    half = letter == 'p' ? 12 : 0;
    return letter == 'a' || letter == 'p';
  }

  /** What the parts say together, where the text ends here. */
  @Nullable EventTime whole(boolean withYear) {
    if (at < text.length() || (half >= 0 && (hour < 1 || hour > 12))) {
      return null;
    }
    long time = nanoOfDay(half < 0 ? hour : hour % 12 + half, minute, second, nanos);
    if (time == BAD) {
      return null;
    }
    ZoneId where = zone == null ? context.zone() : zone.zone();
    if (!withYear) {
      Integer known = context.year();
      return known != null
          ? at(known, month, day, time, where, TimeSource.ASSUMED_ZONE)
          : latestYear(month, day, time, where);
    }
    return at(
        year, month, day, time, where, zone == null ? TimeSource.ASSUMED_ZONE : zone.source());
  }

  /** {@code HH:mm:ss} with an optional fraction, as nanoseconds of the day. */
  private long clockTime(char separator) {
    int hour = digits(1, 2);
    if (hour == BAD || !skip(separator, separator)) {
      return BAD;
    }
    int minute = digits(2, 2);
    if (minute == BAD || !skip(separator, separator)) {
      return BAD;
    }
    int second = digits(2, 2);
    long fraction = 0;
    if (at + 1 < text.length() && isPoint(text.charAt(at)) && isDigit(text.charAt(at + 1))) {
      at++;
      fraction = fraction();
    }
    return nanoOfDay(hour, minute, second, fraction);
  }

  private static boolean isPoint(char c) {
    return c == '.' || c == ',';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A leap second is the last nanosecond of its minute. */
  private static long nanoOfDay(int hour, int minute, int second, long fraction) {
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return BAD;
    }
    long seconds = hour * 3600L + minute * 60L + Math.min(second, 59);
    return seconds * 1_000_000_000L + (second == 60 ? 999_999_999L : fraction);
  }

  /** Billionths; digits beyond the ninth are passed over. */
  private long fraction() {
    long value = 0;
    int count = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (count < 9) {
        value = value * 10 + (text.charAt(at) - '0');
        count++;
      }
      at++;
    }
    for (; count < 9; count++) {
      value *= 10;
    }
    return value;
  }

  private int digits(int min, int max) {
    int value = 0;
    int count = 0;
    while (count < max && at < text.length() && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at++) - '0');
      count++;
    }
    return count < min ? BAD : value;
  }

  private boolean skip(char one, char other) {
    if (at < text.length() && (text.charAt(at) == one || text.charAt(at) == other)) {
      at++;
      return true;
    }
    return false;
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private int month() {
    if (at + 3 > text.length()) {
      return BAD;
    }
    for (int m = 0; m < 12; m++) {
      if (text.regionMatches(true, at, MONTHS, m * 3, 3)) {
        at += 3;
        return m + 1;
      }
    }
    return BAD;
  }

  /** Reads what is left as a zone: {@code Z}, {@code UTC}, {@code +01:00}, {@code CET}, none. */
  private @Nullable EventTime zoned(int year, int month, int day, long time) {
    skipBlanks();
    if (at >= text.length()) {
      return local(year, month, day, time);
    }
    ZoneText zone = ZoneText.at(text, at);
    return zone == null || at + zone.length() < text.length()
        ? null
        : at(year, month, day, time, zone.zone(), zone.source());
  }

  private @Nullable EventTime local(int year, int month, int day, long time) {
    return at(year, month, day, time, context.zone(), TimeSource.ASSUMED_ZONE);
  }

  private @Nullable EventTime latestYear(int month, int day, long time, ZoneId zone) {
    long now = Times.nanos(context.clock().instant());
    int thisYear = LocalDate.ofInstant(context.clock().instant(), zone).getYear();
    for (int year = thisYear; year > thisYear - 9; year--) {
      EventTime found = at(year, month, day, time, zone, TimeSource.ASSUMED_YEAR);
      if (found != null && found.nanos() <= now) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable EventTime at(
      int year, int month, int day, long nanoOfDay, ZoneId zone, TimeSource source) {
    if (month < 1 || month > 12 || day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return null;
    }
    LocalDate date = LocalDate.of(year, month, day);
    if (zone instanceof ZoneOffset offset) {
      long second =
          date.toEpochDay() * 86_400L + nanoOfDay / 1_000_000_000L - offset.getTotalSeconds();
      return new EventTime(Times.nanos(second, (int) (nanoOfDay % 1_000_000_000L)), source);
    }
    LocalDateTime local = LocalDateTime.of(date, LocalTime.ofNanoOfDay(nanoOfDay));
    return new EventTime(Times.nanos(local.atZone(zone).toInstant()), source);
  }
}
