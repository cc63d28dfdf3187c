package dev.rearview.timeql.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.aggregate.PartialGroup;
import dev.rearview.engine.order.RecordSource;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.record.Times;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.syntax.Syntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whatever order records arrive, and on whichever node, sequences and sessions are the same. */
class ShuffledArrivalTest {
  private static final long BEGIN = 1_705_330_000_000L;
  private static final Request REQUEST = Request.at(BEGIN + 86_400_000).withMaxRows(1_000);

  private static List<LogRecord> records() {
    Random random = new Random(14);
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      records.add(
          MapRecord.builder()
              .tsNanos(Times.ofMillis(BEGIN + i * 700L + random.nextInt(700)))
              .stream("stream-" + random.nextInt(5))
              .position(i)
              .put("event", List.of("login", "upload", "logout", "view").get(random.nextInt(4)))
              .put("level", random.nextInt(9) == 0 ? "ERROR" : "INFO")
              .put("service", "s" + random.nextInt(3))
              .put("user", "u" + random.nextInt(40))
              .build());
    }
    return records;
  }

  private static final class Node implements NodeAnswer {
    private final FragmentRun run;
    private @Nullable Iterator<PartialGroup> groups;

    Node(FragmentRun run) {
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

  private static List<Map<String, @Nullable Object>> answer(
      String text, List<LogRecord> records, int nodes) {
    Plan.Scanned plan = (Plan.Scanned) Planner.plan(Syntax.statement(text), REQUEST);
    List<Node> answers = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      List<LogRecord> own = new ArrayList<>();
      for (int i = node; i < records.size(); i += nodes) {
        own.add(records.get(i));
      }
      NodePart part = NodePart.of(plan.fragments().getFirst());
      answers.add(new Node(FragmentRun.start(part, RecordSource.of(own), () -> false)));
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
                assertThat(names).isNotEmpty();
              }

              @Override
              public boolean row(Map<String, @Nullable Object> row) {
                rows.add(new LinkedHashMap<>(row));
                return true;
              }
            },
            SpillArea.NONE);
    assertThat(outcome.boundsHit()).isEmpty();
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MATCH PATTERN WHERE event = 'login' FOLLOWED BY event = 'upload'"
            + " NOT FOLLOWED BY event = 'logout' WITHIN 1 minute BY user FROM logs",
        "MATCH PATTERN WHERE a: event = 'login' {2,} FOLLOWED BY (b: event = 'upload' | c: level = ERROR)"
            + " WITHIN 5 minutes BY user FROM logs RETURN ALL ROWS",
        "MATCH PATTERN WHERE a: event = 'login' FOLLOWED BY event = 'upload' AND service != a.service"
            + " WITHIN 2 minutes FROM logs SKIP TO NEXT ROW",
        "SESSIONS BY user FROM logs GAP 30 seconds",
        "SESSIONS BY user, service FROM logs GAP 2 minutes HAVING errors > 0 ORDER BY duration DESC, key",
      })
  void aHundredShufflesOverNodesGiveEqualOutput(String text) {
    List<LogRecord> records = records();
    List<Map<String, @Nullable Object>> expected = answer(text, records, 1);
    assertThat(expected).hasSizeGreaterThan(10);
    Random random = new Random(100);
    for (int shuffle = 0; shuffle < 100; shuffle++) {
      Collections.shuffle(records, random);
      assertThat(answer(text, records, 1 + random.nextInt(5)))
          .as("shuffle %d", shuffle)
          .isEqualTo(expected);
    }
  }
}
