package dev.rearview.causality.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.causality.anomaly.Anomaly;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private final List<FindingRecord> kept = new ArrayList<>();

  /** In memory, as the stores keep them. */
  private final Findings findings =
      new Findings() {
        @Override
        public List<FindingRecord> page(Kind kind, String world, Place from, long toMs, int limit) {
          return sorted().stream()
              .filter(f -> f.ms() <= toMs)
              .filter(f ->
                  f.ms() > from.ms()
                      || (f.ms() == from.ms() && f.id().compareTo(from.afterId()) > 0))
              .limit(limit)
              .toList();
        }

        @Override
        public List<FindingRecord> newest(Kind kind, String world, int limit) {
          return sorted().reversed().stream().limit(limit).toList();
        }
      };

  private List<FindingRecord> sorted() {
    return kept.stream()
        .sorted(Comparator.comparingLong(FindingRecord::ms).thenComparing(FindingRecord::id))
        .toList();
  }

  @Test
  void aRangeIsReadWholeAndInOrderOverManyPages() {
    for (int i = 0; i < 1_234; i++) {
      keep("a%05d".formatted(i), i / 3);
    }
    List<String> ids = ids(source(100, 300));
    assertThat(ids).hasSize(603).isSorted().startsWith("a00300").endsWith("a00902");
    assertThat(ids(source(Long.MIN_VALUE, Long.MAX_VALUE))).hasSize(1_234);
  }

  @Test
  void aFollowerGetsWhatComesOnceAndEndsWhenStopped() {
    keep("before", 1);
    boolean[] stopped = {false};
    FollowedFindings followed =
        new FollowedFindings(findings, Findings.Kind.ANOMALIES, "default", () -> stopped[0]);
    keep("late", 0);
    keep("new", 2);
    assertThat(id(followed.next())).isEqualTo("late");
    assertThat(id(followed.next())).isEqualTo("new");
    stopped[0] = true;
    assertThat(followed.next()).isNull();
  }

  @Test
  void anAnomalyHasTheFieldsThatItIsAskedBy() {
    keep("a", 5);
    LogRecord record = kept.getFirst().record();
    assertThat(record.get(Field.named("component_id"))).isEqualTo("shop/cart");
    assertThat(record.get(Field.named("service"))).isEqualTo("cart");
    assertThat(record.get(Field.named("expectedHigh"))).isEqualTo(2.0);
    assertThat(record.get(Field.named("metric"))).isEqualTo("cpu");
    assertThat(record.tsNanos()).isEqualTo(5_000_000L);
  }

  private FindingSource source(long fromMs, long toMs) {
    return new FindingSource(findings, Findings.Kind.ANOMALIES, "default", fromMs, toMs);
  }

  private static List<String> ids(FindingSource source) {
    List<String> ids = new ArrayList<>();
    for (LogRecord r = source.next(); r != null; r = source.next()) {
      ids.add(id(r));
    }
    return ids;
  }

  private static String id(LogRecord record) {
    return String.valueOf(record == null ? null : record.get(Field.EVENT_ID));
  }

  private void keep(String id, long ms) {
    kept.add(
        FindingRecord.of(
            new Anomaly(
                id, "default", "shop/cart", "cpu", 3, 1, 2, 9, ms, ms, List.of(), "detail")));
  }
}
