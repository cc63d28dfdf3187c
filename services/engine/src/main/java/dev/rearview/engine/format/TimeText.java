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
    return year != null ? local(year, month, day, time) : latestYear(month, day, time);
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

  /** Reads what is left as a zone: {@code Z}, {@code UTC}, {@code +01:00}, {@code +0100}, none. */
  private @Nullable EventTime zoned(int year, int month, int day, long time) {
    skipBlanks();
    if (at >= text.length()) {
      return local(year, month, day, time);
    }
    String zone = text.substring(at);
    if (zone.equals("Z") || zone.equals("z") || zone.equals("UTC") || zone.equals("GMT")) {
      return at(year, month, day, time, ZoneOffset.UTC, TimeSource.REPORTED);
    }
    char sign = zone.charAt(0);
    if (sign != '+' && sign != '-') {
      return null;
    }
    String digits = zone.substring(1).replace(":", "");
    if (digits.length() != 4 && digits.length() != 2
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
    if (hours > 17 || minutes > 59) {
      return null;
    }
    int seconds = (hours * 60 + minutes) * 60 * (sign == '-' ? -1 : 1);
    return at(year, month, day, time, ZoneOffset.ofTotalSeconds(seconds), TimeSource.REPORTED);
  }

  private @Nullable EventTime local(int year, int month, int day, long time) {
    return at(year, month, day, time, context.zone(), TimeSource.ASSUMED_ZONE);
  }

  private @Nullable EventTime latestYear(int month, int day, long time) {
    long now = Times.nanos(context.clock().instant());
    int thisYear = LocalDate.ofInstant(context.clock().instant(), context.zone()).getYear();
    for (int year = thisYear; year > thisYear - 9; year--) {
      EventTime found = at(year, month, day, time, context.zone(), TimeSource.ASSUMED_YEAR);
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
