package dev.rearview.replay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Event;
import dev.rearview.model.Level;
import dev.rearview.replay.MemoryLog;
import dev.rearview.replay.log.EventSelection;
import dev.rearview.timeql.node.FragmentRun;
import dev.rearview.timeql.node.NodeRow;
import dev.rearview.timeql.plan.NodePart;
import dev.rearview.timeql.plan.Plan;
import dev.rearview.timeql.plan.Planner;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventScanTest {
  private static final long NOW = 1_705_334_100_000L; // 2024-01-15T15:55:00Z

  private final MemoryLog log = new MemoryLog(3, 100);

  @BeforeEach
  void someEvents() {
    for (int i = 0; i < 40; i++) {
      int n = i;
      log.append(
          i % 2 == 0 ? "shop/cart" : "shop/web",
          NOW - 60_000 + i * 1_000,
          e ->
              e.metric("cpu", n)
                  .attribute("zone", "z" + n % 3)
                  .sessionId("s-" + n % 4)
                  .message("m" + n)
                  .logLevel(n % 10 == 0 ? Level.ERROR : Level.INFO)
                  .stateDelta("{\"replicas\":%d}".formatted(n)));
    }
  }

  private NodePart part(String statement) {
    Plan plan = Planner.plan(Syntax.statement(statement), Request.at(NOW));
    return NodePart.of(((Plan.Scanned) plan).fragments().getFirst());
  }

  private List<NodeRow> rows(String statement) {
    NodePart part = part(statement);
    List<NodeRow> rows = new ArrayList<>();
    try (FragmentRun run =
        FragmentRun.start(
            part, log.service().scanSources().open("default", part, () -> false), () -> false)) {
      for (NodeRow row = run.next(); row != null; row = run.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Object> column(List<NodeRow> rows) {
    return rows.stream().map(row -> row.values().getFirst()).toList();
  }

  @Test
  void metricsAttributesAndTheBuiltInFieldsAreFields() {
    assertThat(column(rows("SELECT message FROM events WHERE cpu > 36 AND zone = 'z1'")))
        .containsExactly("m37");
    assertThat(column(rows("SELECT message FROM events WHERE level >= ERROR AND service = 'cart'")))
        .containsExactly("m0", "m10", "m20", "m30");
    assertThat(column(rows("SELECT message FROM events WHERE state_delta.replicas = 7")))
        .containsExactly("m7");
  }

  @Test
  void whatTheConditionDemandsChoosesTheIndexAndTheRangeIsPushedDown() {
    String statement =
        "SELECT message FROM events WHERE component = 'shop/cart' AND cpu >= 4 SINCE '55s ago' UNTIL '51s ago'";
    EventSelection selection = Pushdown.selection("default", part(statement));
    assertThat(selection.by()).isEqualTo(new EventSelection.By.Component("shop/cart"));
    assertThat(selection.fromMs()).isEqualTo(NOW - 55_000);
    assertThat(selection.toMs()).isEqualTo(NOW - 51_000);
    assertThat(column(rows(statement))).containsExactly("m6", "m8");

    assertThat(
            Pushdown.selection("default", part("SELECT * FROM events WHERE session_id = 's-1'"))
                .by())
        .isInstanceOf(EventSelection.By.Correlated.class);
    assertThat(column(rows("SELECT message FROM events WHERE session_id = 's-1' AND cpu < 8")))
        .containsExactly("m1", "m5");
    assertThat(
            Pushdown.selection(
                    "default",
                    part("SELECT * FROM events WHERE session_id = 's-1' OR component = 'a/b'"))
                .by())
        .isInstanceOf(EventSelection.By.Time.class);
    assertThat(
            Pushdown.selection("default", part("SELECT * FROM events WHERE NOT component = 'a/b'"))
                .by())
        .isInstanceOf(EventSelection.By.Time.class);
    assertThat(
            column(
                rows(
                    "SELECT message FROM events WHERE event_id = '%s'"
                        .formatted(new java.util.UUID(0x8000L, 3)))))
        .containsExactly("m2");
  }

  @Test
  void contextIsOfTheSameComponentAndMayLieOutsideOfTheRange() {
    List<NodeRow> rows =
        rows("SELECT message FROM events WHERE message = 'm10' SINCE '50s ago' CONTEXT 1");
    assertThat(column(rows)).containsExactly("m8", "m10", "m12");
  }

  @Test
  void groupsAreCounted() {
    NodePart part = part("SELECT component, count(*) FROM events GROUP BY component");
    try (FragmentRun run =
        FragmentRun.start(
            part, log.service().scanSources().open("default", part, () -> false), () -> false)) {
      assertThat(run.groups()).hasSize(2);
      assertThat(run.counts().records()).isEqualTo(40);
    }
  }

  @Test
  void changesAreASource() {
    log.append("shop/cart", NOW, e -> e.stateDelta("{\"image\":\"cart:2\"}").message("rollout"));
    List<NodeRow> rows =
        rows(
            "SELECT origin, patch.image, before.image, component FROM changes WHERE origin = 'rollout'");
    assertThat(rows)
        .singleElement()
        .satisfies(row -> assertThat(row.values()).contains("rollout", "cart:2", "shop/cart"));
    assertThat(
            column(rows("SELECT patch.replicas FROM changes WHERE component = 'shop/web' LIMIT 2")))
        .containsExactly(1L, 3L);
  }

  @Test
  void followGivesWhatComesInOrderAndEndsWhenItIsStopped() {
    NodePart part = part("SELECT message FROM events FOLLOW");
    AtomicInteger asked = new AtomicInteger();
    List<Object> seen = new ArrayList<>();
    var source =
        log.service().scanSources().open("default", part, () -> asked.incrementAndGet() > 50);
    Event first = log.append("shop/cart", NOW, e -> e.message("new"));
    log.append("shop/web", NOW + 99_999, e -> e.message("newer"));
    try (FragmentRun run = FragmentRun.start(part, source, () -> seen.size() == 2)) {
      for (NodeRow row = run.next(); row != null; row = run.next()) {
        seen.add(row.values().getFirst());
      }
    }
    assertThat(seen).containsExactly(first.message(), "newer");
  }
}
