package dev.rearview.timeql.plan;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.timeql.syntax.Durations;
import dev.rearview.timeql.syntax.Expr;
import dev.rearview.timeql.syntax.Expr.Literal;
import dev.rearview.timeql.syntax.Position;
import dev.rearview.timeql.syntax.Statement.Range;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as they may be written. A time of day is the latest such one; as the end of a range, the
 * first such one after the range's start. A local time in a daylight-saving gap is refused, in an
 * overlap the earlier one is taken.
 */
final class TimeLiterals {
  private static final String EXPECTED =
      "a time such as '2024-01-15 15:47:23', '15:40', 'now - 5m', '10 minutes ago', 10m or epoch"
          + " milliseconds";

  private static final Pattern NOW =
      Pattern.compile("now(?:\\s*([+-])\\s*(.+))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern AGO = Pattern.compile("(.+?)\\s+ago", Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter TIME_OF_DAY =
      new DateTimeFormatterBuilder()
          .appendPattern("H:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(TIME_OF_DAY)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(LOCAL)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final Instant now;
  private final ZoneId zone;

  TimeLiterals(long nowMs, ZoneId zone) {
    this.now = Instant.ofEpochMilli(nowMs);
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  Instant now() {
    return now;
  }

  /** The zone of a statement. */
  static ZoneId zone(@Nullable Literal written, ZoneId requested) {
    if (written == null) {
      return requested;
    }
    if (written instanceof Expr.Text text) {
      try {
        return ZoneId.of(text.value());
      } catch (DateTimeException e) {
        String nearest =
            dev.rearview.timeql.syntax.Nearest.of(text.value(), ZoneId.getAvailableZoneIds());
        throw new TimeQlException(
            TimeQlException.Code.MEANING,
            written.at(),
            "the zone '" + text.value() + "'",
            "a zone such as 'Europe/Berlin' or 'UTC'",
            nearest == null ? null : "'" + nearest + "'");
      }
    }
    throw TimeQlException.meaning(
        written.at(), Literals.shown(written), "a zone such as 'Europe/Berlin'");
  }

  /** A time that stands alone. */
  Instant resolve(Literal literal) {
    return resolve(literal, null);
  }

  /**
   * A time.
   *
   * @param start of the range that it ends; null where it ends none
   */
  Instant resolve(Literal literal, @Nullable Instant start) {
    return switch (literal) {
      case Expr.Span span -> now.minusNanos(span.nanos());
      case Expr.Int ms -> Instant.ofEpochMilli(ms.value());
      case Expr.Real ms when Math.abs(ms.value()) < 1e17 ->
          Times.instant((long) (ms.value() * 1e3) * 1_000);
      case Expr.Text text -> text(text.at(), text.value().strip(), start);
      default -> throw TimeQlException.meaning(literal.at(), Literals.shown(literal), EXPECTED);
    };
  }

  private Instant text(Position at, String text, @Nullable Instant start) {
    Matcher relative = NOW.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null
          ? now
          : shifted(at, relative.group(2), relative.group(1).equals("+") ? 1 : -1, text);
    }
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return shifted(at, ago.group(1), -1, text);
    }
    LocalTime timeOfDay = tryTimeOfDay(text);
    if (timeOfDay != null) {
      return nearest(at, timeOfDay, start, text);
    }
    return absolute(at, text);
  }

  private Instant shifted(Position at, String duration, int sign, String text) {
    Long nanos = Durations.tryNanos(duration.strip());
    if (nanos == null) {
      throw TimeQlException.meaning(at, "'" + text + "'", EXPECTED);
    }
    return now.plusNanos(sign * nanos);
  }

  private static @Nullable LocalTime tryTimeOfDay(String text) {
    try {
      return LocalTime.parse(text, TIME_OF_DAY);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private Instant nearest(Position at, LocalTime time, @Nullable Instant start, String text) {
    if (start == null) {
      LocalDate today = LocalDate.ofInstant(now, zone);
      Instant candidate = local(at, today.atTime(time), text);
      return candidate.isAfter(now) ? local(at, today.minusDays(1).atTime(time), text) : candidate;
    }
    LocalDate day = LocalDate.ofInstant(start, zone);
    Instant candidate = local(at, day.atTime(time), text);
    return candidate.isAfter(start) ? candidate : local(at, day.plusDays(1).atTime(time), text);
  }

  private Instant local(Position at, LocalDateTime local, String text) {
    if (zone.getRules().getValidOffsets(local).isEmpty()) {
      throw TimeQlException.meaning(
          at, "'" + text + "'", "a time that exists: clocks in %s skip %s".formatted(zone, local));
    }
    return ZonedDateTime.ofLocal(local, zone, null).withEarlierOffsetAtOverlap().toInstant();
  }

  private Instant absolute(Position at, String text) {
    String iso =
        text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2})\\s+", "$1T").replaceFirst("\\s+Z$", "Z");
    try {
      return OffsetDateTime.parse(iso, WITH_OFFSET).toInstant();
    } catch (DateTimeParseException e) {
      // not with an offset
    }
    LocalDateTime local;
    try {
      local =
          iso.indexOf('T') > 0
              ? LocalDateTime.parse(iso, LOCAL)
              : LocalDate.parse(iso).atStartOfDay();
    } catch (DateTimeParseException e) {
      throw TimeQlException.meaning(at, "'" + text + "'", EXPECTED);
    }
    return local(at, local, text);
  }

  /** A range; both ends inclusive. */
  TimeRange range(Range range) {
    return switch (range) {
      case Range.Everything r -> TimeRange.EVERYTHING;
      case Range.Last r -> {
        long span = Literals.span(r.span(), "IN LAST");
        yield new TimeRange(Times.nanos(now.minusNanos(span)), Times.nanos(now));
      }
      case Range.Between r -> {
        Instant from = r.from() == null ? null : resolve(r.from());
        Instant to = r.to() == null ? null : resolve(r.to(), from);
        if (from != null && to != null && to.isBefore(from)) {
          throw TimeQlException.meaning(
              r.at(), "a range from %s to %s".formatted(from, to), "an end after its start");
        }
        yield new TimeRange(nanos(from), nanos(to));
      }
    };
  }

  private static long nanos(@Nullable Instant time) {
    return time == null ? LogRecord.NO_TIME : Times.nanos(time);
  }
}
