package dev.rearview.engine.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of many lines at once that they begin records, with times, by what lines before them were:
 * so most formats need not be tried. It says the same as trying them all, or nothing. For one
 * thread.
 */
public final class RecordStarts {
  /**
   * What lines of one first byte were.
   *
   * @param untimed the formats that are tried before it and whose records may lack a time
   */
  private record Met(LogFormat format, SureStart start, LogFormat[] untimed) {
    boolean begins(byte[] line, int from, int to, TimeContext times) {
      if (start.time(line, from, to, times) == null) {
        return false;
      }
      for (LogFormat other : untimed) {
        if (other.mayStart(line, from, to)) {
          return false;
        }
      }
      return true;
    }
  }

  private final Formats formats;
  private final TimeContext times;
  private final Map<LogFormat, Met> own = new HashMap<>();
  private final @Nullable Met[] met = new Met[Formats.BEYOND_ASCII + 1];
  private @Nullable LogFormat last;
  private @Nullable Met lastMet;

  public RecordStarts(Formats formats, TimeContext times) {
    this.formats = formats;
    this.times = times;
  }

  /**
   * Whether a line surely begins a record: one of a format that is taken for granted, or one with a
   * time of any other.
   *
   * @param line holds the line from {@code from} to {@code to}, which is not empty
   */
  public boolean begins(LogFormat granted, byte[] line, int from, int to) {
    if (granted != last) {
      last = granted;
      lastMet = own.computeIfAbsent(granted, format -> met(format, new LogFormat[0]));
    }
    if (lastMet != null && lastMet.begins(line, from, to, times)) {
      return true;
    }
    Met other = met[Formats.place(line[from])];
    return other != null && other.begins(line, from, to, times);
  }

  /** Remembers of which format, other than the one taken for granted, a line with a time was. */
  public void met(LogFormat format, byte first) {
    int place = Formats.place(first);
    Met known = met[place];
    if (known == null || known.format != format) {
      met[place] =
          met(
              format,
              Arrays.stream(formats.before(format, first))
                  .filter(other -> !isTimed(other))
                  .toArray(LogFormat[]::new));
    }
  }

  private static @Nullable Met met(LogFormat format, LogFormat[] untimed) {
    SureStart start = SureStart.of(format);
    return start == null ? null : new Met(format, start, untimed);
  }

  private static boolean isTimed(LogFormat format) {
    return format instanceof PatternFormat pattern && pattern.isTimed();
  }
}
