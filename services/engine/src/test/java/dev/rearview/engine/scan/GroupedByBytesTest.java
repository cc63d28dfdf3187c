package dev.rearview.engine.scan;

import static dev.rearview.engine.Rows.field;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.aggregate.Aggregate;
import dev.rearview.engine.aggregate.Aggregate.Function;
import dev.rearview.engine.aggregate.GroupLimits;
import dev.rearview.engine.aggregate.GroupTable;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.format.RandomText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are grouped by the bytes of their keys as they are by their values. */
class GroupedByBytesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-01-15T15:55:00Z"), ZoneOffset.UTC);
  private static final List<String> KEYS =
      List.of(
          "service",
          "level",
          "user_id",
          "http.status",
          "a.b",
          "http",
          "kind",
          "trace_id",
          "b",
          "latency_ms",
          "pod",
          "file",
          "time_source",
          "log_format",
          "level_text");
  private static final List<Aggregate> AGGREGATES =
      List.of(
          Aggregate.countRows(),
          Aggregate.of(Function.SUM, field("latency_ms")),
          Aggregate.of(Function.LAST, field("message")));

  @TempDir Path folder;

  private static GroupTable table(List<Expression> keys, int maxGroups) {
    return new GroupTable(keys, AGGREGATES, new GroupLimits(maxGroups));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void groupsAreTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    boolean pairs = seed == 4;
    List<String> shapes = new ArrayList<>();
    while (shapes.size() < 40) {
      shapes.add(pairs ? RandomText.pairs(random) : RandomText.json(random));
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      String shape = shapes.get(random.nextInt(40));
      String line =
          pairs || random.nextInt(4) > 0 ? shape : RandomText.withOtherValues(shape, random);
      boolean mutate = random.nextInt(20) == 0;
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      bytes = mutate ? RandomText.mutated(bytes, random) : bytes;
      lines.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(folder.resolve("app.log"), lines);

    List<GroupTable> byBytes = new ArrayList<>();
    List<GroupTable> byValues = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      List<Expression> keys = new ArrayList<>();
      for (int k = 1 + random.nextInt(3); k > 0; k--) {
        keys.add(field(KEYS.get(random.nextInt(KEYS.size()))));
      }
      int maxGroups = n % 5 == 0 ? 7 : 10_000;
      byBytes.add(table(keys, maxGroups));
      byValues.add(table(keys, maxGroups));
    }
    read(record -> {
      FileRecord own = record.retain();
      byBytes.forEach(table -> table.add(record));
      byValues.forEach(table -> table.add(own));
    });
    for (int n = 0; n < byBytes.size(); n++) {
      assertThat(byBytes.get(n).results()).isEqualTo(byValues.get(n).results());
      assertThat(byBytes.get(n).boundsHit()).isEqualTo(byValues.get(n).boundsHit());
    }
  }

  @Test
  void moreKeysThanAreRememberedAreGroupedAllTheSame() throws IOException {
    int users = 140_000;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2 * users; i++) {
      lines.append("{\"user_id\":\"u-").append(i % users).append("\"}\n");
    }
    Files.writeString(folder.resolve("app.log"), lines);
    GroupTable table = table(List.of(field("user_id")), 2 * users);
    read(table::add);
    assertThat(table.results()).hasSize(users).allMatch(group -> group.results().get(0).equals(2L));
  }

  private void read(Consumer<FileRecord> sink) throws IOException {
    ReadSettings settings =
        new ReadSettings(CLOCK, ScanLimits.DEFAULT, Formats.builtIn(), () -> false);
    LogStream stream =
        new LogFiles(List.of(ScanRoot.of("n", folder)), ScanLimits.DEFAULT)
            .discover()
            .streams()
            .getFirst();
    try (PieceScan piece =
        Objects.requireNonNull(PieceScan.open(stream, 0, settings, new ScanCounters()))) {
      piece
          .read(0, Long.MAX_VALUE, Search.ALL)
          .run((record, candidate, afterGap) -> {
            sink.accept(record);
            return true;
          });
    }
  }
}
