package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.expression.Required;
import dev.rearview.engine.expression.Requirements;
import dev.rearview.engine.format.Envelope;
import dev.rearview.engine.format.FormatSample;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.LogFormat;
import dev.rearview.engine.format.RandomText;
import dev.rearview.engine.format.TextRules;
import dev.rearview.engine.pattern.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What conditions are said to require stands in the bytes of every record for which they hold. */
class RequirementsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final Formats FORMATS = Formats.builtIn();
  private static final int CONDITIONS = 60;

  /** Files of each format in each envelope. */
  private static final int FILES = Boolean.getBoolean("rearview.long") ? 60 : 1;

  @TempDir Path folder;

  static List<String> formats() {
    return FORMATS.all().stream().map(LogFormat::name).toList();
  }

  private static LogFormat named(String name) {
    return FORMATS.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private record Read(byte[] bytes, LogFormat format, List<FileRecord> records) {}

  private Read read(byte[] bytes) throws IOException {
    Path file = Files.createDirectories(folder.resolve("logs")).resolve("app.log");
    Files.write(file, bytes);
    ReadSettings settings = new ReadSettings(CLOCK, ScanLimits.DEFAULT, FORMATS, () -> false);
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", folder)), ScanLimits.DEFAULT)
            .discover()
            .streams()
            .getFirst();
    List<FileRecord> records = new ArrayList<>();
    try (StreamReader reader =
        new StreamReader(stream, ScanRange.ALL, settings, new ScanCounters())) {
      for (FileRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    List<String> lines = new ArrayList<>();
    Envelope envelope = Envelope.NONE;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n")) {
      envelope = lines.isEmpty() ? Envelope.of(line) : envelope;
      Envelope.Content content = envelope.open(line);
      lines.add(content == null ? line : content.text());
    }
    return new Read(bytes, FORMATS.detect(lines, PieceSource.times(stream, settings)), records);
  }

  private static byte[] file(List<FormatSample> samples, Envelope envelope, Random random)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<LogFormat> all = FORMATS.all();
    for (int i = 0; i < 40; i++) {
      List<FormatSample> from =
          random.nextInt(8) == 0 ? all.get(random.nextInt(all.size())).samples() : samples;
      byte[] line =
          switch (random.nextInt(12)) {
            case 0 -> RandomText.json(random).getBytes(StandardCharsets.UTF_8);
            case 1 -> RandomText.pairs(random).getBytes(StandardCharsets.UTF_8);
            case 2 -> "\tat a.B.c(B.java:1)".getBytes(StandardCharsets.UTF_8);
            default ->
                from.get(random.nextInt(from.size())).line().getBytes(StandardCharsets.UTF_8);
          };
      line = random.nextInt(3) == 0 ? RandomText.mutated(line, random) : line;
      line = random.nextInt(6) == 0 ? RandomText.escaped(line, random) : line;
      Wrapped.write(line, i == 0, envelope, random, out);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void requirementsAreMet(String name) throws IOException {
    Random random = new Random(name.hashCode());
    AtomicInteger held = new AtomicInteger();
    AtomicInteger known = new AtomicInteger();
    for (Envelope envelope : Envelope.values()) {
      for (int n = 0; n < FILES; n++) {
        Read read = read(file(named(name).samples(), envelope, random));
        String app = random.nextBoolean() ? read.records.getFirst().origin().app() : null;
        TextRules rules =
            TextRules.of(FORMATS, read.format, Envelope.of(firstLine(read.bytes)), app);
        for (int c = 0; c < CONDITIONS; c++) {
          FileRecord about = read.records.get(random.nextInt(read.records.size()));
          check(RandomConditions.about(about, random), rules, read, held, known);
        }
      }
    }
    assertThat(held).hasValueGreaterThan(300 * FILES);
    assertThat(known).hasValueGreaterThan(13 * FILES);
  }

  private static String firstLine(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  private static void check(
      Expression condition, TextRules rules, Read read, AtomicInteger held, AtomicInteger known) {
    Required required = Requirements.of(condition, rules);
    known.addAndGet(required.requirement().equals(Requirement.ALWAYS) ? 0 : 1);
    for (FileRecord record : read.records) {
      int from = (int) record.offset();
      int to = (int) record.end().offset();
      boolean holds = condition.holds(record);
      boolean met = required.requirement().isMetBy(read.bytes, from, to);
      held.addAndGet(holds ? 1 : 0);
      if (holds && !met) {
        throw new AssertionError(
            "%s holds of%n%s%n(%s, %s, in a segment of %s) but its bytes lack %s"
                .formatted(
                    condition,
                    new String(read.bytes, from, to - from, StandardCharsets.UTF_8),
                    record.format(),
                    rules.isVerbatim(),
                    read.format.name(),
                    required.requirement()));
      }
      if (required.exact() && record.raw().indexOf('\n') < 0) {
        int end = to;
        while (end > from && (read.bytes[end - 1] == '\n' || read.bytes[end - 1] == '\r')) {
          end--;
        }
        assertThat(required.requirement().isMetBy(read.bytes, from, end))
            .as("%s of %s", condition, record.raw())
            .isEqualTo(holds);
      }
    }
  }
}
