package dev.rearview.cli;

import dev.rearview.engine.record.Amount;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.Times;
import dev.rearview.engine.record.Values;
import dev.rearview.engine.scan.FileRecord;
import dev.rearview.model.Level;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the records of one stream show: formats, times, levels, fields. */
final class FileFindings {
  private static final String RAW = "raw";
  private static final int EXAMPLES = 5;
  private static final int MOST_FIELDS = 40;
  private static final int WIDTH = 160;
  private static final int VALUE_WIDTH = 40;

  /** How often a field was there, and one of its values. */
  private record Seen(long count, String value) {}

  private final Map<String, Long> linesByFormat = new LinkedHashMap<>();
  private final Map<String, Long> sources = new LinkedHashMap<>();
  private final Map<String, Long> levels = new LinkedHashMap<>();
  private final Map<String, Seen> fields = new LinkedHashMap<>();
  private final List<String> examples = new ArrayList<>();
  private long lines;
  private long records;
  private long firstNanos = Long.MAX_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  void add(FileRecord record) {
    long length = record.raw().lines().count();
    records++;
    lines += length;
    linesByFormat.merge(record.format(), length, Long::sum);
    if (record.format().equals(RAW) && examples.size() < EXAMPLES) {
      Object line = record.get(Field.named("line"));
      examples.add("%s: %s".formatted(line, cut(record.raw(), WIDTH)));
    }
    sources.merge(record.timeSource().wireName(), 1L, Long::sum);
    if (record.hasTime()) {
      firstNanos = Math.min(firstNanos, record.tsNanos());
      lastNanos = Math.max(lastNanos, record.tsNanos());
    }
    levels.merge(level(record), 1L, Long::sum);
    for (String name : record.ownFields()) {
      Object value = record.get(Field.named(name));
      if (value != null && (fields.size() < MOST_FIELDS || fields.containsKey(name))) {
        fields.merge(
            name,
            new Seen(1, cut(Values.text(value), VALUE_WIDTH)),
            (before, now) -> new Seen(before.count + 1, before.value));
      }
    }
  }

  private static String level(FileRecord record) {
    Level level = record.level();
    Object text = record.get(Field.named("level_text"));
    return level != null ? level.name() : text == null ? "none" : "none of '" + text + "'";
  }

  private static String cut(String text, int width) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }

  void print(String file, PrintWriter out) {
    out.println(
        "%s: %s in %s".formatted(file, Amount.of(lines, "line"), Amount.of(records, "record")));
    if (records == 0) {
      return;
    }
    row(out, "formats", sorted(linesByFormat, count -> "%.1f %%".formatted(100.0 * count / lines)));
    row(out, "time", time());
    row(out, "levels", sorted(levels, "%,d"::formatted));
    fields.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().count))
        .forEach(entry ->
            row(
                out,
                "field",
                "%s in %,d, as %s"
                    .formatted(entry.getKey(), entry.getValue().count, entry.getValue().value)));
    examples.forEach(example -> row(out, "no format", example));
  }

  private @Nullable String time() {
    String known = sorted(sources, "%,d"::formatted);
    return firstNanos > lastNanos
        ? known
        : "%s to %s, known: %s"
            .formatted(Times.instant(firstNanos), Times.instant(lastNanos), known);
  }

  private static String sorted(
      Map<String, Long> counts, java.util.function.Function<Long, String> shown) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " " + shown.apply(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void row(PrintWriter out, String what, @Nullable String text) {
    out.println("  %-10s%s".formatted(what, text));
  }
}
