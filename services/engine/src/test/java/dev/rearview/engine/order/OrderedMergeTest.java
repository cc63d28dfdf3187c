package dev.rearview.engine.order;

import static dev.rearview.engine.Rows.rowOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OrderedMergeTest {

  private static List<LogRecord> all(OrderedMerge merge) {
    List<LogRecord> rows = new ArrayList<>();
    for (LogRecord row = merge.next(); row != null; row = merge.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static List<String> texts(List<LogRecord> rows) {
    return rows.stream().map(r -> r.stream() + r.position()).toList();
  }

  @Test
  void streamsAreMergedByTimeThenStreamThenPosition() {
    OrderedMerge merge =
        new OrderedMerge(
            List.of(
                RecordSource.of(List.of(rowOf("b", 1), rowOf("b", 3))),
                RecordSource.of(List.of(rowOf("a", 1), rowOf("a", 2), rowOf("a", 4)))),
            OrderedMerge.Limits.IN_ORDER);
    assertThat(texts(all(merge))).containsExactly("a1", "b1", "a2", "b3", "a4");
  }

  @Test
  void disorderWithinTheWindowIsSorted() {
    Random random = new Random(5);
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(rowOf("a", i + random.nextInt(50)));
    }
    OrderedMerge merge =
        new OrderedMerge(List.of(RecordSource.of(rows)), new OrderedMerge.Limits(1_000, 200));
    assertThat(all(merge)).hasSize(5_000).isSortedAccordingTo(RecordOrder.BY_TIME);
    assertThat(merge.boundsHit()).isEmpty();
  }

  @Test
  void disorderBeyondTheWindowIsCountedAndNothingIsLost() {
    OrderedMerge merge =
        new OrderedMerge(
            List.of(
                RecordSource.of(
                    List.of(rowOf("a", 5), rowOf("a", 6), rowOf("a", 7), rowOf("a", 1)))),
            new OrderedMerge.Limits(2, 2));
    assertThat(texts(all(merge))).containsExactly("a5", "a6", "a1", "a7");
    assertThat(merge.late()).isEqualTo(1);
    assertThat(merge.boundsHit()).singleElement().asString().startsWith("1 record lay further");
  }

  @Test
  void recordsWithoutATimeStayBehindTheirPredecessor() {
    LogRecord timeless = MapRecord.builder().node("n").stream("a").position(2).build();
    OrderedMerge merge =
        new OrderedMerge(
            List.of(
                RecordSource.of(List.of(rowOf("a", 1), timeless, rowOf("a", 9))),
                RecordSource.of(List.of(rowOf("b", 5)))),
            OrderedMerge.Limits.DEFAULT);
    assertThat(texts(all(merge))).containsExactly("a1", "a2", "b5", "a9");
  }

  @Test
  void sourcesAreFilteredAndClosed() {
    AtomicInteger closed = new AtomicInteger();
    RecordSource source =
        new RecordSource() {
          private final RecordSource rows = RecordSource.of(List.of(rowOf("a", 1), rowOf("a", 2)));

          @Override
          public LogRecord next() {
            return rows.next();
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    try (OrderedMerge merge =
        new OrderedMerge(
            List.of(source.filter(r -> r.position() == 2)), OrderedMerge.Limits.DEFAULT)) {
      assertThat(texts(all(merge))).containsExactly("a2");
    }
    assertThat(closed).hasValue(1);
  }
}
