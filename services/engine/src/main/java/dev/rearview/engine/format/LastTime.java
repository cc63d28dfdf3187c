package dev.rearview.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of one format's records, of which one mostly differs from the one before by
 * little: where only seconds and their fraction are others, nothing else is read again. For one
 * thread.
 */
final class LastTime {
  private static final byte[] NOTHING = {};

  /** Of years in which nanoseconds do not fit, times are all the last that does. */
  private static final long FURTHEST = Long.MAX_VALUE / 2;

  private final PatternFormat format;
  private final TimeReader reader;
  private byte[] text = NOTHING;
  private @Nullable EventTime time;
  private @Nullable TimeContext context;

  /** Where the seconds stand in the text; -1 where nothing can be said of others like it. */
  private int seconds = -1;

  /** Behind their fraction. */
  private int secondsEnd;

  /** The time without seconds and fraction. */
  private long minute;

  LastTime(PatternFormat format) {
    this.format = format;
    this.reader = format.firstTime();
  }

  /** What {@link PatternFormat#read} says of the text from {@code from} to {@code to}. */
  @Nullable EventTime read(byte[] bytes, int from, int to, TimeContext where) {
    if (where == context && to - from == text.length) {
      if (Arrays.equals(bytes, from, to, text, 0, text.length)) {
        return time;
      }
      if (seconds >= 0 && time != null && isNear(bytes, from)) {
        long nanos = nanosAt(bytes, from);
        if (nanos >= 0) {
          return new EventTime(minute + nanos, time.source());
        }
      }
    }
    return readAnew(bytes, from, to, where);
  }

  private boolean isNear(byte[] bytes, int from) {
    return Arrays.equals(bytes, from, from + seconds, text, 0, seconds)
        && Arrays.equals(
            bytes, from + secondsEnd, from + text.length, text, secondsEnd, text.length);
  }

  private @Nullable EventTime readAnew(byte[] bytes, int from, int to, TimeContext where) {
    String written = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    EventTime read = format.read(written, where);
    text = Arrays.copyOfRange(bytes, from, to);
    time = read;
    context = where;
    seconds = read == null || read.nanos() <= 0 || read.nanos() > FURTHEST ? -1 : secondsAt();
    if (seconds >= 0 && read != null) {
      secondsEnd = seconds + 2;
      if (secondsEnd + 1 < text.length && isPoint(text[secondsEnd])) {
        secondsEnd++;
        while (secondsEnd < text.length && isDigit(text[secondsEnd])) {
          secondsEnd++;
        }
      }
      long nanos = nanosAt(text, 0);
      minute = read.nanos() - nanos;
      seconds = nanos < 0 ? -1 : seconds;
    }
    return read;
  }

  /** Of layouts that have the seconds at one place, and say nothing of them anywhere else. */
  private int secondsAt() {
    if (reader == TimeLayout.ISO) {
      return has(10, 'T', ' ') && has(13, ':', ':') && has(16, ':', ':') ? 17 : -1;
    }
    if (reader == TimeLayout.COMMON_LOG) {
      return has(2, '/', '/') && has(14, ':', ':') && has(17, ':', ':') ? 18 : -1;
    }
    return -1;
  }

  private boolean has(int at, char one, char other) {
    return at + 2 < text.length && (text[at] == one || text[at] == other);
  }

  /** Nanoseconds of the minute; below 0 where they are not written as in the text before. */
  private long nanosAt(byte[] bytes, int from) {
    int tens = bytes[from + seconds] - '0';
    int ones = bytes[from + seconds + 1] - '0';
    if (tens < 0 || tens > 5 || ones < 0 || ones > 9) {
      return -1;
    }
    int point = seconds + 2;
    long fraction = 0;
    long unit = 100_000_000;
    if (point < secondsEnd && bytes[from + point] != text[point]) {
      return -1;
    }
    for (int i = point + 1; i < secondsEnd; i++) {
      byte digit = bytes[from + i];
      if (!isDigit(digit)) {
        return -1;
      }
      fraction += (digit - '0') * unit;
      unit /= 10;
    }
    return (tens * 10L + ones) * 1_000_000_000L + fraction;
  }

  private static boolean isPoint(byte b) {
    return b == '.' || b == ',';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
