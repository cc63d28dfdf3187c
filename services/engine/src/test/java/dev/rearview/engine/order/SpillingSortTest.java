package dev.rearview.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.record.ColumnRecord;
import dev.rearview.engine.record.Columns;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.model.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillingSortTest {
  private static final Columns COLUMNS = Columns.of(List.of("a", "b", "user_id"));

  @TempDir private Path directory;

  private static @Nullable Object value(Random random) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("x", 1L);
    map.put("y", List.of("z", 2.5));
    return switch (random.nextInt(14)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> random.nextGaussian();
      case 4 -> random.nextBoolean();
      case 5 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 6 -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
      case 7 -> Level.values()[random.nextInt(Level.values().length)];
      case 8 -> List.of("a", 1L, List.of());
      case 9 -> map;
      case 10 -> "grüße \ud800 \0".repeat(random.nextInt(4));
      case 11 -> "x".repeat(random.nextInt(300));
      default -> "word" + random.nextInt(500);
    };
  }

  private static ColumnRecord row(Random random, int position, long range) {
    Object[] values = {value(random), value(random), "u" + random.nextInt(50)};
    long nanos = random.nextInt(40) == 0 ? LogRecord.NO_TIME : random.nextLong(range) - range / 2;
    String node = "node-" + random.nextInt(3);
    String stream = "stream-" + random.nextInt(4);
    return new ColumnRecord(COLUMNS, values, nanos, node, stream, position);
  }

  private static List<Object> content(LogRecord row) {
    List<Object> fields = new ArrayList<>();
    fields.add(row.tsNanos());
    fields.add(row.node());
    fields.add(row.stream());
    fields.add(row.position());
    row.forEachField((name, value) -> fields.add(name + "=" + value));
    return fields;
  }

  private static List<ColumnRecord> all(SpillingSort sort) {
    List<ColumnRecord> rows = new ArrayList<>();
    for (ColumnRecord row = sort.next(); row != null; row = sort.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static SpillingSort sort(List<ColumnRecord> rows, int memory, SpillArea area) {
    Iterator<ColumnRecord> iterator = rows.iterator();
    return new SpillingSort(
        () -> iterator.hasNext() ? packed(iterator.next(), iterator) : null, COLUMNS, memory, area);
  }

  /** A row, and some of those after it that lie on the same node. */
  private static PackedRows packed(ColumnRecord first, Iterator<ColumnRecord> more) {
    RowPacker packer = new RowPacker("");
    ColumnRecord row = first;
    while (true) {
      packer.begin(row.tsNanos(), row.stream(), row.position());
      for (int i = 0; i < COLUMNS.size(); i++) {
        packer.value(row.value(i));
      }
      if (row.position() % 4 != 0 || !row.node().equals("n") || !more.hasNext()) {
        return packer.take().of(row.node());
      }
      row = more.next();
    }
  }

  @Test
  void whatIsUnpackedAndPackedAgainIsTheSame() {
    Random random = new Random(8);
    RowPacker packer = new RowPacker("n");
    RowPacker again = new RowPacker("n");
    RowUnpacker unpacker = new RowUnpacker();
    for (int round = 0; round < 20; round++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (!packer.isFull()) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
          values.add(value(random));
        }
        packer.begin(random.nextLong(), "s" + random.nextInt(3), rows.size());
        values.forEach(packer::value);
        rows.add(values);
      }
      PackedRows packed = packer.take();
      for (int i = 0; i < packed.size(); i++) {
        assertThat(unpacker.values(packed, i)).isEqualTo(rows.get(i));
        again.add(packed, i);
        if (random.nextInt(20) == 0) {
          PackedRows copied = again.take();
          int last = copied.size() - 1;
          assertThat(unpacker.values(copied, last)).isEqualTo(rows.get(i));
          assertThat(copied.stream(last)).isEqualTo(packed.stream(i));
          assertThat(copied.tsNanos(last)).isEqualTo(packed.tsNanos(i));
          assertThat(copied.position(last)).isEqualTo(i);
        }
      }
      assertThat(packer.isEmpty()).isTrue();
    }
  }

  @Test
  void equalKeysHaveEqualHashes() {
    List<Object> beside = List.of("text", 1L, true, Level.ERROR, List.of("a", 2.5), "é", 2.5);
    for (List<?> pair : List.of(List.of(5L, 5.0), List.of("é", "é"), List.of("ab", "ab"))) {
      for (Object first : beside) {
        assertThat(hash(first, pair.get(0))).isEqualTo(hash(first, pair.get(1)));
        assertThat(hash(first, pair.get(0))).isNotEqualTo(hash(first, "other"));
      }
    }
    assertThat(hash("x", 5L)).isNotEqualTo(hash("y", 5L));
  }

  private static int hash(Object first, Object second) {
    RowPacker packer = new RowPacker("");
    packer.begin(0, "s", 0);
    packer.value(first);
    packer.value(null);
    packer.value(second);
    return new RowUnpacker().hash(packer.take(), 0, new int[] {0, 2});
  }

  private long filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  @RepeatedTest(40)
  void rowsInAnyOrderAreSortedAsInMemory(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<ColumnRecord> rows = new ArrayList<>();
    int size = random.nextInt(5_000);
    long range = 1 + random.nextInt(10_000);
    for (int i = 0; i < size; i++) {
      rows.add(row(random, i, range));
    }
    if (random.nextBoolean()) {
      rows.sort(RecordOrder.BY_TIME);
    }
    int memory = 1 << (8 + random.nextInt(14));
    SpillArea area = new SpillArea(directory, 1L << 30);
    List<ColumnRecord> sorted;
    try (SpillingSort sort = sort(rows, memory, area)) {
      sorted = all(sort);
      assertThat(sort.late()).isZero();
      assertThat(sort.boundsHit()).isEmpty();
      assertThat(filesLeft()).as("names on disk while it runs").isZero();
    }
    rows.sort(RecordOrder.BY_TIME);
    assertThat(sorted.stream().map(SpillingSortTest::content).toList())
        .isEqualTo(rows.stream().map(SpillingSortTest::content).toList());
    assertThat(area.used()).isZero();
  }

  @Test
  void aHundredShufflesComeOutEqual() throws IOException {
    Random random = new Random(14);
    List<ColumnRecord> rows = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      rows.add(row(random, i, 300));
    }
    List<List<Object>> expected =
        rows.stream().sorted(RecordOrder.BY_TIME).map(SpillingSortTest::content).toList();
    SpillArea area = new SpillArea(directory, 1L << 30);
    for (int shuffle = 0; shuffle < 100; shuffle++) {
      Collections.shuffle(rows, random);
      try (SpillingSort sort = sort(rows, 1 << 14, area)) {
        assertThat(all(sort).stream().map(SpillingSortTest::content).toList()).isEqualTo(expected);
      }
    }
    assertThat(filesLeft()).isZero();
    assertThat(area.used()).isZero();
  }

  private static List<ColumnRecord> small(int... times) {
    List<ColumnRecord> rows = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Object[] values = {"v".repeat(100), null, "u"};
      rows.add(new ColumnRecord(COLUMNS, values, times[i], "n", "s", i));
    }
    return rows;
  }

  @Test
  void whatExceedsTheCapIsGivenLateAndToldAndNothingIsLost() throws IOException {
    Random random = new Random(3);
    int[] times = random.ints(4_000, 0, 1_000_000).toArray();
    SpillArea area = new SpillArea(directory, 100_000);
    try (SpillingSort sort = sort(small(times), 20_000, area)) {
      List<ColumnRecord> given = all(sort);
      assertThat(given.stream().map(LogRecord::position).sorted().toList())
          .isEqualTo(java.util.stream.LongStream.range(0, 4_000).boxed().toList());
      long late = 0;
      long latest = Long.MIN_VALUE;
      for (ColumnRecord row : given) {
        late += row.tsNanos() < latest ? 1 : 0;
        latest = Math.max(latest, row.tsNanos());
      }
      assertThat(sort.late()).isEqualTo(late).isPositive();
      assertThat(sort.boundsHit())
          .containsExactly(
              "%,d rows came too late to be put in order: sorting holds 19 KiB in memory and 97 KiB on disk"
                  .formatted(late));
    }
    assertThat(area.used()).isZero();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void withoutDiskDisorderIsSortedAsFarAsMemoryReaches() {
    int[] times = new int[3_000];
    Random random = new Random(4);
    for (int i = 0; i < times.length; i++) {
      times[i] = 10 * i + random.nextInt(300);
    }
    try (SpillingSort sort = sort(small(times), 20_000, SpillArea.NONE)) {
      List<ColumnRecord> given = all(sort);
      assertThat(given).hasSize(3_000).isSortedAccordingTo(RecordOrder.BY_TIME);
      assertThat(sort.boundsHit()).isEmpty();
    }
  }

  @Test
  void aDiskThatCannotBeWrittenIsTold() {
    int[] times = new Random(5).ints(3_000, 0, 1_000_000).toArray();
    SpillArea area = new SpillArea(directory.resolve("missing"), 1 << 30);
    try (SpillingSort sort = sort(small(times), 20_000, area)) {
      assertThat(all(sort)).hasSize(3_000);
      assertThat(sort.boundsHit())
          .singleElement()
          .asString()
          .contains("the disk could not be written: ")
          .contains("missing");
    }
    assertThat(area.used()).isZero();
  }

  @Test
  void closingBeforeTheEndLeavesNothing() throws IOException {
    SpillArea area = new SpillArea(directory, 1 << 30);
    SpillingSort sort = sort(small(new Random(6).ints(3_000, 0, 99).toArray()), 20_000, area);
    assertThat(sort.next()).isNotNull();
    assertThat(area.used()).isPositive();
    sort.close();
    sort.close();
    assertThat(area.used()).isZero();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void aRowLargerThanTheMemoryIsSorted() {
    List<ColumnRecord> rows = new ArrayList<>();
    for (int i = 5; i > 0; i--) {
      Object[] values = {"v".repeat(300_000), "é".repeat(100_000), null};
      rows.add(new ColumnRecord(COLUMNS, values, i, "n", "s", i));
    }
    try (SpillingSort sort = sort(rows, 1_000, new SpillArea(directory, 1 << 30))) {
      assertThat(all(sort)).extracting(LogRecord::tsNanos).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void severalSortsShareOneArea() {
    SpillArea area = new SpillArea(directory, 300_000);
    int[] times = new Random(7).ints(2_000, 0, 1_000_000).toArray();
    try (SpillingSort one = sort(small(times), 20_000, area);
        SpillingSort other = sort(small(times), 20_000, area)) {
      assertThat(one.next()).isNotNull();
      assertThat(all(other)).hasSize(2_000);
      assertThat(other.late()).isPositive();
      assertThat(all(one)).hasSize(1_999);
      assertThat(one.late()).isZero();
    }
    assertThat(area.used()).isZero();
  }

  @Test
  void anAreaOfLessThanNothingIsRefused() {
    assertThatThrownBy(() -> new SpillArea(directory, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SpillArea.configured(null, SpillArea.STANDARD_BYTES).maxBytes())
        .isEqualTo(SpillArea.STANDARD_BYTES);
  }
}
