package dev.rearview.engine.scan;

import dev.rearview.engine.format.EventTime;
import dev.rearview.engine.format.FieldReader;
import dev.rearview.engine.format.LeadingTime;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.SureStart;
import dev.rearview.engine.format.TimeContext;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The readers of fields by which the records are read that one reader lends out, one for each
 * format; a reader stands at one record at a time. For one thread.
 */
final class FieldReaders {
  private final Map<LogFormat, FieldReader> readers = new IdentityHashMap<>();
  private @Nullable LogFormat lastFormat;
  private @Nullable FieldReader last;
  private @Nullable FileRecord standsAt;
  private final Map<LogFormat, LeadingTime> leading = new IdentityHashMap<>();
  private @Nullable LogFormat timesFormat;
  private @Nullable LeadingTime timesReader;
  private final Map<LogFormat, Optional<SureStart>> sure = new IdentityHashMap<>();
  private @Nullable LogFormat sureFormat;
  private @Nullable SureStart sureReader;

  /** The time that a line of a format begins with; null where that does not tell. */
  @Nullable EventTime leadingTime(
      LogFormat format, byte[] bytes, int from, int to, TimeContext times) {
    if (format != timesFormat) {
      timesFormat = format;
      timesReader = leading.computeIfAbsent(format, LogFormat::leadingTime);
    }
    return timesReader == null ? null : timesReader.of(bytes, from, to, times);
  }

  /** The time that a line of a format surely has; null where that is not sure, or not known. */
  @Nullable EventTime sureTime(
      LogFormat format, byte[] bytes, int from, int to, TimeContext times) {
    if (format != sureFormat) {
      sureFormat = format;
      sureReader =
          sure.computeIfAbsent(format, f -> Optional.ofNullable(SureStart.of(f))).orElse(null);
    }
    return sureReader == null ? null : sureReader.time(bytes, from, to, times);
  }

  /** Whether one was pointed at a record and at none after it. */
  boolean standAt(FileRecord record) {
    return standsAt == record;
  }

  /** The reader of a format, pointed at a record; null where the format has none. */
  @Nullable FieldReader at(FileRecord record, LogFormat format, byte[] bytes, int from, int to) {
    if (standsAt == record) {
      return last;
    }
    if (format != lastFormat) {
      lastFormat = format;
      last = readers.get(format);
      if (last == null) {
        last = format.fields();
        if (last != null) {
          readers.put(format, last);
        }
      }
    }
    if (last != null) {
      last.at(bytes, from, to);
      standsAt = record;
    }
    return last;
  }
}
