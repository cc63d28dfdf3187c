package dev.rearview.engine.format;

import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what a format makes of its own samples with what they say. */
public final class SampleCheck {
  /** Samples are read in UTC with this clock. */
  public static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");

  private static final TimeContext TIMES = TimeContext.utc(Clock.fixed(NOW, ZoneOffset.UTC));

  private SampleCheck() {}

  /**
   * Sentences about each difference; none where all is as it should be.
   *
   * @param formats among which a file of such records must be detected as of this one
   */
  public static List<String> of(LogFormat format, Formats formats) {
    List<String> found = new ArrayList<>();
    int number = 1;
    for (FormatSample sample : format.samples()) {
      List<String> differences = new ArrayList<>();
      check(format, sample, formats, differences);
      for (String difference : differences) {
        found.add("sample %d: %s".formatted(number, difference));
      }
      number++;
    }
    return found;
  }

  private static void check(
      LogFormat format, FormatSample sample, Formats formats, List<String> out) {
    String first = sample.line().lines().findFirst().orElse("");
    ParsedLine line = format.parse(sample.line(), TIMES);
    if (line == null || !format.starts(first, TIMES)) {
      out.add("is not of this format: '%s'%s".formatted(first, misfit(format, sample.line())));
      return;
    }
    time(sample.time(), line.time(), out);
    compare("level", sample.level(), line.level() == null ? null : line.level().name(), out);
    compare("message", sample.message(), line.message(), out);
    sample
        .fields()
        .forEach((name, value) -> compare(name, value, line.fields().get(Field.named(name)), out));
    LogFormat detected = formats.detect(file(format, sample), TIMES);
    if (!detected.name().equals(format.name())) {
      out.add("a file of such records is taken for %s".formatted(detected.name()));
    }
  }

  private static String misfit(LogFormat format, String line) {
    return format instanceof PatternFormat pattern && pattern.declared().patterns().size() == 1
        ? FirstMisfit.of(pattern.declared().patterns().getFirst(), line)
        : "";
  }

  private static void time(@Nullable String wanted, @Nullable EventTime time, List<String> out) {
    Instant expected;
    try {
      expected = wanted == null ? null : Instant.parse(wanted);
    } catch (DateTimeException e) {
      out.add("time '%s': expected one such as 2024-01-15T15:47:23Z".formatted(wanted));
      return;
    }
    compare("time", expected, time == null ? null : Times.instant(time.nanos()), out);
  }

  private static void compare(
      String what, @Nullable Object expected, @Nullable Object found, List<String> out) {
    if (!Objects.equals(expected, found)) {
      out.add("%s: expected %s, found %s".formatted(what, shown(expected), shown(found)));
    }
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case String text -> "'" + text + "'";
      default -> value.toString();
    };
  }

  private static List<String> file(LogFormat format, FormatSample sample) {
    List<String> lines = new ArrayList<>();
    if (format instanceof TableFormat table) {
      lines.add(table.header());
    }
    for (int i = 0; i < 3; i++) {
      sample.line().lines().forEach(lines::add);
    }
    return lines;
  }
}
