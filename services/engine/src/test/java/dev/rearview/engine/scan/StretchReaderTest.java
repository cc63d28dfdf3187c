package dev.rearview.engine.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.format.Formats;
import dev.rearview.engine.pattern.Finder;
import dev.rearview.engine.pattern.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StretchReaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final int MIB = 1 << 20;
  private static final boolean LONG = Boolean.getBoolean("rearview.long");

  /** Above the size of a segment in the longer form. */
  private static final int SIZE = (LONG ? 9 : 2) * MIB + MIB / 3;

  private static final int SEEDS = LONG ? 60 : 6;

  /** What of a record must be the same however it is read. */
  private record Seen(long position, long end, String raw, boolean cut) {
    static Seen of(FileRecord record) {
      return new Seen(record.position(), record.end().offset(), record.raw(), record.isCut());
    }
  }

  @TempDir Path folder;
  private final ScanCounters counters = new ScanCounters();
  private ScanLimits limits = ScanLimits.DEFAULT;

  private ReadSettings settings() {
    return new ReadSettings(CLOCK, limits, Formats.builtIn(), () -> false);
  }

  private LogStream stream(byte[] bytes, boolean compressed) {
    try {
      Path file = folder.resolve(compressed ? "app.log.gz" : "app.log");
      if (compressed) {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
          out.write(bytes);
        }
      } else {
        Files.write(file, bytes);
      }
      return new LogFiles(List.of(ScanRoot.of("n", file)), limits).discover().streams().getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Seen> whole(LogStream stream) {
    List<Seen> seen = new ArrayList<>();
    try (StreamReader reader = new StreamReader(stream, ScanRange.ALL, settings(), counters)) {
      for (FileRecord r = reader.next(); r != null; r = reader.next()) {
        seen.add(Seen.of(r));
      }
    }
    return seen;
  }

  /** Stretches that together are the whole file. */
  private static List<Long> cuts(PieceScan piece, Random random) throws IOException {
    List<Long> cuts = new ArrayList<>(List.of(0L));
    for (long at = MIB; piece.isDivisible() && at < piece.size(); at += MIB) {
      if (random.nextInt(3) > 0) {
        cuts.add(at);
      }
    }
    cuts.add(Long.MAX_VALUE);
    return cuts;
  }

  private List<Seen> byStretches(LogStream stream, Random random) throws IOException {
    List<Seen> seen = new ArrayList<>();
    try (PieceScan piece = PieceScan.open(stream, 0, settings(), counters)) {
      List<Long> cuts = cuts(piece, random);
      for (int i = 0; i + 1 < cuts.size(); i++) {
        List<Seen> some = new ArrayList<>();
        StretchReader reader = piece.read(cuts.get(i), cuts.get(i + 1), Search.ALL);
        while (!reader.run(
            (record, candidate, gap) -> {
              some.add(Seen.of(record));
              return some.size() % 7 != 0;
            })) {
          // goes on where the sink has let it wait
        }
        seen.addAll(some);
      }
    }
    return seen;
  }

  private static List<Seen> sorted(List<Seen> seen) {
    TreeMap<Long, Seen> byPosition = new TreeMap<>();
    for (Seen one : seen) {
      assertThat(byPosition.put(one.position(), one)).isNull();
    }
    return List.copyOf(byPosition.values());
  }

  @Test
  void fromAnyLineOfTheGridTheRecordsAreTheSame() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      limits =
          seed % 4 == 3
              ? new ScanLimits(3_000, 20_000, 50, ScanLimits.DEFAULT.inflation(), 100, 5)
              : ScanLimits.DEFAULT;
      byte[] bytes =
          seed % 3 == 2
              ? RandomLogs.cri(seed, SIZE + seed * 1_000)
              : RandomLogs.plain(seed, SIZE + seed * 1_000);
      LogStream stream = stream(bytes, false);
      List<Seen> expected = sorted(whole(stream));
      assertThat(sorted(byStretches(stream, new Random(seed))))
          .as("seed %d", seed)
          .isEqualTo(expected);
      if (seed % 4 == 0) {
        assertThat(
                sorted(byStretches(stream(bytes, true), new Random(seed))).stream()
                    .map(Seen::raw)
                    .toList())
            .as("compressed, seed %d", seed)
            .isEqualTo(expected.stream().map(Seen::raw).toList());
      }
    }
  }

  @Test
  void aLineThatIsSplitAroundTheGridIsGivenOnce() throws IOException {
    String time = "2024-01-15T15:47:23.100000000Z ";
    String whole = time + "stdout F 2024-01-15 15:47:23,100 INFO  [main] a.B - served\n";
    StringBuilder text = new StringBuilder();
    while (text.length() < MIB - 20_000) {
      text.append(whole);
    }
    text.append(time).append("stderr P the beginning and \n");
    while (text.length() < MIB + 1_000) {
      text.append(whole);
    }
    text.append(time).append("stderr F the end\n").append(whole);
    LogStream stream = stream(text.toString().getBytes(StandardCharsets.UTF_8), false);
    List<Seen> seen = new ArrayList<>();
    try (PieceScan piece = PieceScan.open(stream, 0, settings(), counters)) {
      for (long from : new long[] {0, MIB}) {
        StretchReader reader = piece.read(from, from == 0 ? MIB : Long.MAX_VALUE, Search.ALL);
        assertThat(reader.run((record, candidate, gap) -> seen.add(Seen.of(record)))).isTrue();
      }
    }
    assertThat(seen)
        .extracting(Seen::raw)
        .filteredOn(raw -> raw.contains("the"))
        .containsExactly("the beginning and the end");
    assertThat(sorted(seen)).isEqualTo(sorted(whole(stream)));
  }

  @Test
  void aSearchFindsWhatReadingAllFinds() throws IOException {
    String[] wanted = {
      "needle", "refused 7", "größe ok", "Pool.java", "Caused by: java", "zzz", "ERROR"
    };
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] bytes =
          seed % 3 == 2
              ? RandomLogs.cri(seed, SIZE + seed * 1_000)
              : RandomLogs.plain(seed, SIZE + seed * 1_000);
      LogStream stream = stream(bytes, seed % 5 == 4);
      String word = wanted[seed % wanted.length];
      List<Seen> expected =
          sorted(whole(stream)).stream().filter(r -> r.raw().contains(word)).toList();
      List<Seen> found = new ArrayList<>();
      try (PieceScan piece = PieceScan.open(stream, 0, settings(), counters)) {
        Finder finder = piece.finder(piece.rules(piece.headFormat()).raw(word));
        List<Long> cuts = cuts(piece, new Random(seed));
        for (int i = 0; i + 1 < cuts.size(); i++) {
          StretchReader reader =
              piece.read(cuts.get(i), cuts.get(i + 1), new Search(finder, seed % 4, 0, 0));
          while (!reader.run(
              (record, candidate, gap) -> {
                if (record.raw().contains(word)) {
                  assertThat(candidate).isTrue();
                  found.add(Seen.of(record));
                }
                return found.size() % 5 != 0;
              })) {
            // goes on where the sink has let it wait
          }
        }
      }
      assertThat(sorted(found)).as("seed %d, %s", seed, word).isEqualTo(expected);
    }
  }

  @Test
  void asManyAreCountedByTheirBytesAsReadingAllFinds() throws IOException {
    String[] wanted = {
      "needle", "refused 7", "größe ok", "Pool.java", "\tat ", "    ", "zzz", "ERROR", ":"
    };
    for (int seed = 0; seed < 2 * SEEDS; seed++) {
      limits =
          switch (seed % 4) {
            case 1 -> new ScanLimits(3_000, 20_000, 3, ScanLimits.DEFAULT.inflation(), 100, 5);
            case 3 -> new ScanLimits(100, 300, 50, ScanLimits.DEFAULT.inflation(), 100, 5);
            default -> ScanLimits.DEFAULT;
          };
      LogStream stream = stream(RandomLogs.plain(seed, SIZE + seed * 1_000), false);
      List<Seen> all = sorted(whole(stream));
      ReadBuffer buffer = new ReadBuffer();
      try (PieceScan piece = PieceScan.open(stream, 0, settings(), counters)) {
        for (String word : wanted) {
          Requirement requirement = piece.rules(piece.headFormat()).raw(word);
          Finder finder = piece.countingFinder(requirement);
          List<Long> cuts = cuts(piece, new Random(seed));
          long counted = 0;
          for (int i = 0; i + 1 < cuts.size(); i++) {
            Search search = new Search(finder, 0, 0, 0);
            counted +=
                piece
                    .read(cuts.get(i), cuts.get(i + 1), search, buffer)
                    .count(requirement, record -> {});
          }
          assertThat(counted)
              .as("seed %d, '%s'", seed, word)
              .isEqualTo(all.stream().filter(r -> r.raw().contains(word)).count());
        }
      }
    }
  }

  @Test
  void whatStandsNearAHitIsGivenWithoutGaps() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = RandomLogs.plain(seed, SIZE + seed * 1_000);
      String word = seed % 2 == 0 ? "refused 7" : "größe ok";
      LogStream stream = stream(bytes, seed % 5 == 4);
      List<Seen> all = whole(stream);
      int before = seed % 4;
      int after = seed % 3;
      List<Seen> given = new ArrayList<>();
      List<Boolean> gaps = new ArrayList<>();
      try (PieceScan piece = PieceScan.open(stream, 0, settings(), counters)) {
        Finder finder = piece.finder(piece.rules(piece.headFormat()).raw(word));
        List<Long> cuts = cuts(piece, new Random(seed));
        for (int i = 0; i + 1 < cuts.size(); i++) {
          StretchReader reader =
              piece.read(cuts.get(i), cuts.get(i + 1), new Search(finder, 0, before, after));
          while (!reader.run(
              (record, candidate, gap) -> {
                given.add(Seen.of(record));
                gaps.add(gap);
                return given.size() % 3 != 0;
              })) {
            // goes on where the sink has let it wait
          }
        }
      }
      Set<Seen> set = new HashSet<>(given);
      int at = -1;
      Map<Seen, Integer> places = new HashMap<>();
      all.forEach(one -> places.put(one, places.size()));
      for (int i = 0; i < given.size(); i++) {
        int place = places.get(given.get(i));
        assertThat(place).isGreaterThan(at);
        if (at >= 0 && (before > 0 || after > 0)) {
          assertThat(gaps.get(i)).as("seed %d, record %d", seed, i).isEqualTo(place > at + 1);
        }
        at = place;
      }
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).raw().contains(word)) {
          assertThat(
                  set.containsAll(
                      all.subList(Math.max(0, i - before), Math.min(all.size(), i + after + 1))))
              .isTrue();
        }
      }
    }
  }
}
