package dev.rearview.timeql.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.timeql.plan.NodePart;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FragmentRunTest {
  private static List<LogRecord> records(int count) {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      MapRecord.Builder record =
          MapRecord.builder().tsNanos(i * 1_000_000_000L).stream("s")
              .position(i)
              .put("n", i)
              .put("latencyMs", i);
      if (i % 10 == 0) {
        record.put("mark", "x");
      }
      records.add(record.build());
    }
    return records;
  }

  private static NodePart part(String text) {
    return NodePart.read(text, 0, ZoneOffset.UTC);
  }

  private static List<NodeRow> rows(FragmentRun run) {
    List<NodeRow> rows = new ArrayList<>();
    for (NodeRow row = run.next(); row != null; row = run.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static String shown(List<NodeRow> rows) {
    StringBuilder text = new StringBuilder();
    for (NodeRow row : rows) {
      text.append(row.context() ? "-" : "+")
          .append(row.values().getFirst())
          .append(row.group() == 0 ? "" : "/" + row.group())
          .append(' ');
    }
    return text.toString().strip();
  }

  private static String run(String text, int records) {
    return shown(
        rows(FragmentRun.start(part(text), RecordSource.of(records(records)), () -> false)));
  }

  @Test
  void readsNoMoreRecordsThanAreAskedFor() {
    AtomicInteger read = new AtomicInteger();
    RecordSource source = RecordSource.of(records(100));
    FragmentRun run =
        FragmentRun.start(
            part("SELECT n FROM logs WHERE n > 3 LIMIT 2"),
            () -> {
              read.incrementAndGet();
              return source.next();
            },
            () -> false);
    assertThat(read).hasValue(0);
    assertThat(run.next()).isNotNull();
    assertThat(read).hasValue(4);
    assertThat(shown(rows(run))).isEqualTo("+5");
    assertThat(read).hasValue(5);
  }

  @Test
  void stopsWhenTold() {
    AtomicInteger read = new AtomicInteger();
    RecordSource source = RecordSource.of(records(100));
    FragmentRun run =
        FragmentRun.start(
            part("SELECT n FROM logs WHERE n > 1000"),
            () -> {
              read.incrementAndGet();
              return source.next();
            },
            () -> read.get() >= 7);
    assertThat(run.next()).isNull();
    assertThat(read).hasValue(7);
    assertThat(run.isEnded()).isFalse();
  }

  @Test
  void putsContextAroundMatchesAndEndsAfterTheLast() {
    assertThat(run("SELECT n FROM logs WHERE mark = 'x' LIMIT 2 CONTEXT 1 BEFORE 2 AFTER", 100))
        .isEqualTo("-9/1 +10/1 -11/1 -12/1 -19/2 +20/2 -21/2 -22/2");
    assertThat(run("SELECT n FROM logs WHERE n IN (5, 7) LIMIT 2 CONTEXT 2s", 20))
        .isEqualTo("-3/1 -4/1 +5/1 -6/1 +7/1 -8/1 -9/1");
  }

  @Test
  void keepsTheNewestWithTheirContext() {
    assertThat(run("SELECT n FROM logs WHERE mark = 'x' LAST 2", 60)).isEqualTo("+50 +60");
    assertThat(run("SELECT n FROM logs WHERE mark = 'x' LAST 1 CONTEXT 1", 35))
        .isEqualTo("-29/3 +30/3 -31/3");
    assertThat(run("SELECT n FROM logs WHERE n IN (5, 6) LAST 1 CONTEXT 1", 9))
        .isEqualTo("-4/1 -5/1 +6/1 -7/1");
  }

  @Test
  void keepsTheFirstByKeys() {
    assertThat(run("SELECT n, mark FROM logs ORDER BY mark, n DESC LIMIT 4", 25))
        .isEqualTo("+20 +10 +25 +24");
  }

  @Test
  void countsWhatTheReportSays() {
    FragmentRun run =
        FragmentRun.start(
            part("SELECT n FROM logs WHERE mark = 'x' AND latencyms > 5 AND nosuch IS NULL"),
            RecordSource.of(records(25)),
            () -> false);
    assertThat(shown(rows(run))).isEqualTo("+10 +20");
    FragmentCounts counts = run.counts();
    assertThat(counts.records()).isEqualTo(25);
    assertThat(counts.matches()).isEqualTo(2);
    assertThat(counts.nullExcluded()).isEqualTo(18);
    assertThat(counts.unknownFields()).containsExactly("nosuch");
    assertThat(counts.knownFields()).contains("n", "latencyMs");
    assertThat(counts.firstNanos()).isEqualTo(1_000_000_000L);
    assertThat(counts.lastNanos()).isEqualTo(25_000_000_000L);
    assertThat(run.isEnded()).isTrue();
  }

  @Test
  void addsWhatIsExtracted() {
    List<LogRecord> records =
        List.of(
            MapRecord.builder().put("message", "took 7ms").put("took", "other").build(),
            MapRecord.builder().put("message", "nothing").build());
    FragmentRun run =
        FragmentRun.start(
            part("SELECT took, * FROM logs EXTRACT 'took (?P<took>\\d+)ms' FROM message"),
            RecordSource.of(records),
            () -> false);
    List<NodeRow> rows = rows(run);
    assertThat(rows.get(0).values())
        .containsExactly("7", List.of("message", "took 7ms", "took", "7"));
    assertThat(rows.get(1).values()).containsExactly(null, List.of("message", "nothing"));
  }

  @Test
  void givesGroupsWhereItIsAskedForGroups() {
    FragmentRun run =
        FragmentRun.start(
            part("SELECT mark, count(*) FROM logs WHERE n > 5 GROUP BY mark"),
            RecordSource.of(records(25)),
            () -> false);
    assertThat(run.next()).isNull();
    assertThat(run.groups()).hasSize(2);
    assertThat(run.counts().matches()).isEqualTo(20);
  }
}
