package dev.rearview.timeql.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.OrderedMerge;
import dev.rearview.engine.order.RecordOrder;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.Fragment;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.syntax.Syntax;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records split over nodes give the answer that they give on one node. */
class MergeEquivalenceTest {
  private static final long BEGIN = Instant.parse("2024-01-15T15:00:00Z").toEpochMilli();
  private static final Request REQUEST = Request.at(BEGIN + 3_600_000).withMaxRows(300);

  record Answer(List<Map<String, @Nullable Object>> rows, Outcome outcome) {}

  /** The streams of a seeded cluster; node and stream names do not depend on how they are split. */
  private static List<List<LogRecord>> streams(int seed) {
    Random random = new Random(seed);
    String[] levels = {"DEBUG", "INFO", "INFO", "WARN", "ERROR"};
    List<List<LogRecord>> streams = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int s = 0; s < count; s++) {
      List<LogRecord> stream = new ArrayList<>();
      long ms = BEGIN + random.nextInt(1_000);
      int size = random.nextInt(400);
      for (int i = 0; i < size; i++) {
        ms += random.nextInt(20_000);
        MapRecord.Builder record =
            MapRecord.builder().tsNanos(Times.ofMillis(ms)).stream("stream-" + s)
                .position(i)
                .put("level", levels[random.nextInt(levels.length)])
                .put("service", "service-" + random.nextInt(3))
                .put("component", "shop/service-" + s)
                .put("user_id", "u" + random.nextInt(5))
                .put("request_id", "r" + random.nextInt(30))
                .put("event_id", "e" + s + "-" + i)
                .put("message", "took " + random.nextInt(50) + "ms for user " + random.nextInt(9));
        if (random.nextInt(4) > 0) {
          record.put("latency_ms", random.nextInt(1_000));
        }
        stream.add(record.build());
      }
      streams.add(stream);
    }
    return streams;
  }

  private static Answer answer(String text, List<List<LogRecord>> streams, int nodes) {
    Plan.Scanned plan = (Plan.Scanned) Planner.plan(Syntax.statement(text), REQUEST);
    List<NodeAnswer> answers = new ArrayList<>();
    for (Fragment fragment : plan.fragments()) {
      for (int node = 0; node < nodes; node++) {
        List<RecordSource> own = new ArrayList<>();
        for (int s = node; s < streams.size(); s += nodes) {
          own.add(RecordSource.of(streams.get(s)));
        }
        answers.add(
            new Ran(
                FragmentRun.start(
                    NodePart.read(fragment.text(), fragment.nowMs(), fragment.zone()),
                    new OrderedMerge(own, OrderedMerge.Limits.DEFAULT),
                    () -> false)));
      }
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Outcome outcome =
        Merge.run(
            plan,
            answers,
            List::of,
            new RowSink() {
              @Override
              public void columns(List<String> names) {
                assertThat(names).isEqualTo(plan.columns());
              }

              @Override
              public boolean row(Map<String, @Nullable Object> row) {
                if (!plan.columns().isEmpty()) {
                  assertThat(row.keySet()).containsExactlyElementsOf(plan.columns());
                }
                rows.add(new LinkedHashMap<>(row));
                return true;
              }
            },
            SpillArea.NONE);
    return new Answer(rows, outcome);
  }

  /** The node's name is the same everywhere: which node a record is on is not part of this. */
  private static final class Ran implements NodeAnswer {
    private final FragmentRun run;
    private @Nullable Iterator<PartialGroup> groups;

    Ran(FragmentRun run) {
      this.run = run;
    }

    @Override
    public String node() {
      return "node";
    }

    @Override
    public @Nullable NodeRow next() {
      return run.next();
    }

    @Override
    public @Nullable PartialGroup nextGroup() {
      if (groups == null) {
        groups = run.groups().iterator();
      }
      return groups.hasNext() ? groups.next() : null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ts, service, message FROM logs WHERE level >= WARN",
        "SELECT * FROM logs WHERE latency_ms > 500 LIMIT 40",
        "SELECT ts, message FROM logs WHERE level = ERROR LAST 25",
        "SELECT ts, message FROM logs WHERE level = ERROR CONTEXT 2 BEFORE 3 AFTER LIMIT 30",
        "SELECT ts, message FROM logs WHERE latency_ms > 950 CONTEXT 20 seconds",
        "SELECT ts, message FROM logs WHERE latency_ms > 900 CONTEXT 2 LAST 9",
        "SELECT ts, service, latency_ms FROM logs ORDER BY latency_ms DESC, service LIMIT 33",
        "SELECT service, bucket(5 minutes) AS five, count(*), count(DISTINCT user_id), sum(latency_ms),"
            + " min(latency_ms), max(latency_ms), avg(latency_ms), p99(latency_ms), stddev(latency_ms),"
            + " first(message), last(message) FROM logs GROUP BY service, five",
        "SELECT service, sum(latency_ms) / count(*) AS mean FROM logs GROUP BY service"
            + " HAVING mean > 10 AND count(*) > 3 ORDER BY mean DESC LIMIT 2",
        "SELECT bucket(10 minutes, EVERY 5 minutes), count(*) FROM logs GROUP BY bucket(10 minutes, EVERY 5 minutes)",
        "SELECT took, count(*) FROM logs EXTRACT 'took (?P<took>\\d+)ms' FROM message WHERE took > 5 GROUP BY took",
        "SELECT template(message), count(*) FROM logs GROUP BY template(message)",
        "SELECT count(*) FROM logs WHERE latency_ms IS NULL",
        "SELECT template(message), outlier(1 minute) AS score, outliers(1 minute) FROM logs"
            + " GROUP BY template(message) HAVING count(*) > 1 ORDER BY score DESC",
        "SELECT service, outliers(5 minutes) FROM logs SINCE '14:00' UNTIL '16:00' GROUP BY service",
        "SELECT user_id, sessions(2 minutes) FROM logs GROUP BY user_id",
        "SELECT rate(1 minute) FROM logs SINCE '15:05' UNTIL '15:20'",
        "SELECT service, count(*), max(latency_ms) FROM logs, events GROUP BY service",
        "SELECT ts, event_id FROM logs, events WHERE level >= ERROR",
        "MATCH PATTERN WHERE a: level = ERROR {2,} FOLLOWED BY b: latency_ms > 500 AND b.service != a.service"
            + " NOT FOLLOWED BY level = WARN WITHIN 3 minutes BY user_id FROM logs",
        "MATCH PATTERN WHERE level = ERROR FOLLOWED BY latency_ms > 900 WITHIN 2 minutes FROM logs"
            + " RETURN ALL ROWS",
        "SESSIONS BY request_id FROM logs GAP 2 minutes HAVING errors > 0 ORDER BY duration DESC, start LIMIT 50",
        "SESSIONS BY user_id, service FROM logs WHERE latency_ms > 100",
        "SESSION 'r7' CONTEXT 1",
        "TIMELINE FROM '15:00' TO '15:30' WHERE level >= ERROR",
      })
  void splittingRecordsOverNodesDoesNotChangeTheAnswer(String text) {
    int rows = 0;
    for (int seed = 0; seed < 12; seed++) {
      List<List<LogRecord>> streams = streams(seed);
      Answer one = answer(text, streams, 1);
      rows += one.rows().size();
      for (int nodes : new int[] {2, 3, 7}) {
        Answer many = answer(text, streams, nodes);
        assertThat(comparable(many.rows()))
            .as("seed %d, %d nodes", seed, nodes)
            .isEqualTo(comparable(one.rows()));
        assertThat(many.outcome().cut()).isEqualTo(one.outcome().cut());
      }
    }
    assertThat(rows).as("rows over all seeds").isGreaterThan(5);
  }

  /** Sums of doubles depend on their order in the last digits. */
  private static List<Map<String, @Nullable Object>> comparable(
      List<Map<String, @Nullable Object>> rows) {
    List<Map<String, @Nullable Object>> rounded = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      row.forEach((name, value) ->
          copy.put(name, value instanceof Double d ? (Object) (float) (double) d : value));
      rounded.add(copy);
    }
    return rounded;
  }

  @Test
  void countsAsAPlainLoopDoes() {
    for (int seed = 0; seed < 5; seed++) {
      List<List<LogRecord>> streams = streams(seed);
      Map<String, Long> expected = new TreeMap<>();
      for (List<LogRecord> stream : streams) {
        for (LogRecord record : stream) {
          String level = String.valueOf(record.get(dev.rearview.engine.record.Field.LEVEL));
          expected.merge(level, 1L, Long::sum);
        }
      }
      Map<String, Long> counted = new TreeMap<>();
      for (var row : answer("SELECT level, count(*) FROM logs GROUP BY level", streams, 3).rows()) {
        counted.put(String.valueOf(row.get("level")), (Long) row.get("count(*)"));
      }
      assertThat(counted).isEqualTo(expected);
    }
  }

  @Test
  void rowsComeInTheOrderOfTime() {
    List<List<LogRecord>> streams = streams(3);
    List<LogRecord> all = new ArrayList<>();
    streams.forEach(all::addAll);
    all.sort(RecordOrder.BY_TIME);
    List<Object> expected =
        all.stream().limit(300).map(r -> r.get(dev.rearview.engine.record.Field.EVENT_ID)).toList();
    Answer answer = answer("SELECT event_id FROM logs", streams, 4);
    assertThat(answer.rows()).extracting(row -> row.get("event_id")).isEqualTo(expected);
    assertThat(answer.outcome().cut()).isEqualTo(all.size() > 300);
  }

  @Test
  void anAbsenceIsNotClaimedWhereANodeIsMissing() {
    List<List<LogRecord>> streams = streams(5);
    String text =
        "MATCH PATTERN WHERE level = ERROR NOT FOLLOWED BY level = WARN WITHIN 1 second FROM logs";
    assertThat(answer(text, streams, 2).rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get("status")).isEqualTo("CONFIRMED"));
    Plan.Scanned plan = (Plan.Scanned) Planner.plan(Syntax.statement(text), REQUEST);
    List<Object> statuses = new ArrayList<>();
    Merge.run(
        plan,
        List.of(
            new Ran(
                FragmentRun.start(
                    NodePart.of(plan.fragments().getFirst()),
                    RecordSource.of(streams.getFirst()),
                    () -> false))),
        () -> List.of("node-2 did not answer"),
        new RowSink() {
          @Override
          public void columns(List<String> names) {
            assertThat(names).contains("status");
          }

          @Override
          public boolean row(Map<String, @Nullable Object> row) {
            statuses.add(row.get("status"));
            return true;
          }
        },
        SpillArea.NONE);
    assertThat(statuses).isNotEmpty().containsOnly("UNPROVEN");
  }
}
