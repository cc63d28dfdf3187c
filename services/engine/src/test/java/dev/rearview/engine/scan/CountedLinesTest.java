package dev.rearview.engine.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.encoding.InflationLimits;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.pattern.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are counted by their lines are as many as those that are read and asked. */
class CountedLinesTest {
  private static final List<Requirement> REQUIREMENTS =
      List.of(
          Requirement.containing("Windows NT"),
          Requirement.containing("1"),
          Requirement.containing("needle"),
          new Requirement.Found(Regex.compile("(?i)WINDOWS nt")),
          new Requirement.Found(Regex.compile("Windows NT|needle|Linux|curl/8|refused")),
          new Requirement.Found(Regex.compile("[A-Z][a-z]+ [0-9]{2}")));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void countsAreTheSame(long seed) throws IOException {
    int longest = seed % 2 == 0 ? 300 : 64 << 20;
    ScanLimits limits = new ScanLimits(longest, 1 << 20, 2_000, InflationLimits.DEFAULT, 10, 4);
    ReadSettings settings =
        new ReadSettings(Clock.systemUTC(), limits, Formats.builtIn(), () -> false);
    Path file = Files.write(folder.resolve("access.log"), log(new Random(seed), seed));
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", file)), limits).discover().streams().getFirst();
    try (PieceScan piece =
        Objects.requireNonNull(PieceScan.open(stream, 0, settings, new ScanCounters()))) {
      long[] expected = new long[REQUIREMENTS.size()];
      piece
          .read(0, Long.MAX_VALUE, Search.ALL)
          .run((record, candidate, afterGap) -> {
            for (int i = 0; i < expected.length; i++) {
              expected[i] += isMet(REQUIREMENTS.get(i), record) ? 1 : 0;
            }
            return true;
          });
      for (int i = 0; i < expected.length; i++) {
        assertThat(counted(piece, REQUIREMENTS.get(i)))
            .as("%s", REQUIREMENTS.get(i))
            .isEqualTo(expected[i]);
      }
    }
  }

  private static boolean isMet(Requirement requirement, FileRecord record) {
    return requirement.isMetBy(record.bytes(), record.from(), record.to());
  }

  /** Stretch by stretch. */
  private static long counted(PieceScan piece, Requirement requirement) throws IOException {
    long counted = 0;
    for (long from = 0; from < piece.size(); from += PieceScan.GRID_BYTES) {
      long to = from + PieceScan.GRID_BYTES;
      Search search = new Search(piece.countingFinder(requirement), 0, 0, 0);
      StretchReader reader = piece.read(from, to < piece.size() ? to : Long.MAX_VALUE, search);
      counted += reader.count(requirement, record -> {});
    }
    return counted;
  }

  /** An access log of a few megabytes, more or less of which is something else. */
  private static byte[] log(Random random, long seed) {
    StringBuilder log = new StringBuilder();
    int strange = seed < 3 ? 3_000 : seed < 5 ? 200 : 12;
    while (log.length() < 5 << 20) {
      log.append("10.%d.0.%d - - ".formatted(random.nextInt(256), random.nextInt(256)));
      log.append("[15/Jan/2024:10:00:00 +0000] \"GET /cart HTTP/1.1\" 200 ");
      log.append(random.nextInt(10_000)).append(" \"-\" \"Mozilla/5.0 (");
      log.append(random.nextInt(7) < 3 ? "Windows NT 10.0; Windows NT" : "X11; Linux x86_64");
      log.append(")\"").append(random.nextInt(3) == 0 ? "\r\n" : "\n");
      if (random.nextInt(strange) == 0) {
        strange(log, random);
      }
    }
    if (random.nextBoolean()) {
      log.append("10.0.0.1 at the end Windows NT");
    }
    return log.toString().getBytes(UTF_8);
  }

  private static void strange(StringBuilder log, Random random) {
    String text = random.nextBoolean() ? "Windows NT" : "needle 1";
    switch (random.nextInt(7)) {
      case 0 -> log.append("\tat a.b.C(%s.java:5)\n".formatted(text));
      case 1 ->
          log.append("Caused by: java.io.IOException: %s\n\tat a.b.D(D.java)\n".formatted(text));
      case 2 -> log.append('\n');
      case 3 -> log.append("Certainly no frame, %s\r\n".formatted(text));
      case 4 -> log.append("10.0.0.1 ").append("long ".repeat(90)).append(text).append("\n");
      case 5 -> log.append("größe %s \u0000\n".formatted(text));
      default -> log.append("    deep ").append(text).append("\n\n");
    }
  }
}
