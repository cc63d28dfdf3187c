package dev.rearview.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.format.FormatTable;
import dev.rearview.engine.format.Formats;
import dev.rearview.engine.order.SpillArea;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.model.Level;
import dev.rearview.query.nodes.KnownNode;
import dev.rearview.query.nodes.NodeRegistry;
import dev.rearview.query.request.QueryRequest;
import dev.rearview.query.scatter.Scatter;
import dev.rearview.timeql.answer.AnswerFormat;
import dev.rearview.timeql.answer.RowSink;
import dev.rearview.timeql.plan.Request;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final Instant NOW = Instant.parse("2024-01-15T15:55:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final FakePlaces places = new FakePlaces();
  private final Fakes services = new Fakes();
  private final NodeRegistry registry =
      new NodeRegistry(() -> Set.of("node-1", "node-2"), Duration.ofMinutes(1), CLOCK);
  private final Questions questions =
      new Questions(
          new Answers(
              new ScannedAnswer(new Scatter(places, registry), registry, SpillArea.NONE, CLOCK),
              services,
              services,
              services,
              registry));
  private List<String> columns = List.of();
  private List<Map<String, Object>> rows = new ArrayList<>();
  private Map<String, Object> report = Map.of();

  @BeforeEach
  void nodes() {
    known("node-1");
    known("node-2");
    places.add("node-1", log("15:40", "checkout", "took 12ms", "INFO").put("user", "a").build());
    places.add("node-2", log("15:41", "cart", "took 31ms", "ERROR").put("user", "b").build());
    places.add("node-1", log("15:42", "checkout", "took 7ms", "ERROR").put("user", "b").build());
    places.add("replay", event("15:43", "cpu", 85.0).build());
    places.add("replay", event("15:44", "memory", 93.0).build());
    places.add("replay", event("15:48", "cpu", 95.0).build());
  }

  @Test
  void rowsOfAllNodesComeInTheOrderOfTime() {
    ask("SELECT ts, service FROM logs WHERE level >= ERROR");

    assertThat(columns).containsExactly("ts", "service");
    assertThat(rows).extracting(row -> row.get("service")).containsExactly("cart", "checkout");
    assertThat(report).containsEntry("complete", true).containsEntry("records", 3L);
    assertThat(nodes("asked")).containsExactly("node-1", "node-2");
    assertThat(nodes("answered")).containsExactlyInAnyOrder("node-1", "node-2");
  }

  @Test
  void groupsOfAllNodesAreMerged() {
    ask("SELECT user, count(*) AS n FROM logs GROUP BY user ORDER BY n DESC");

    assertThat(rows).containsExactly(Map.of("user", "b", "n", 2L), Map.of("user", "a", "n", 1L));
  }

  @Test
  void aNodeThatFailsIsNamedWithItsReasonAndTheAnswerIsNotComplete() {
    places.failing.put("node-2", "node-2 cannot be reached");

    ask("SELECT service FROM logs");

    assertThat(rows).hasSize(2);
    assertThat(report).containsEntry("complete", false);
    assertThat(nodes("failed"))
        .containsExactly(Map.of("node", "node-2", "reason", "node-2 cannot be reached"));
  }

  @Test
  void aNodeThatNeverReportedIsMissed() {
    registry.remove("node-2");

    ask("SELECT service FROM logs");

    assertThat(report).containsEntry("complete", false);
    assertThat(nodes("failed"))
        .containsExactly(Map.of("node", "node-2", "reason", "its scanner never reported"));
  }

  @Test
  void anAbsenceIsNotProvenWhereANodeIsMissing() {
    places.failing.put("node-2", "away");

    ask(
        "MATCH PATTERN WHERE a: message CONTAINS '12ms' NOT FOLLOWED BY message CONTAINS '999'"
            + " WITHIN 1 minute FROM logs");

    assertThat(rows).extracting(row -> row.get("status")).containsExactly("UNPROVEN");
  }

  @Test
  void aSubqueryRunsFirst() {
    ask("SELECT message FROM logs WHERE user IN (SELECT user FROM logs WHERE level >= ERROR)");

    assertThat(rows).extracting(row -> row.get("message")).containsExactly("took 31ms", "took 7ms");
  }

  @Test
  void theRequestsBoundCutsTheAnswerLoudly() {
    ask("SELECT message FROM logs", Request.at(NOW.toEpochMilli()).withMaxRows(2));

    assertThat(rows).hasSize(2);
    assertThat(report).containsEntry("complete", false).containsEntry("limited", true);
    assertThat(String.valueOf(report.get("limits"))).contains("max_rows");
  }

  @Test
  void theStatementsOwnLimitIsNoLack() {
    ask("SELECT message FROM logs LIMIT 2");

    assertThat(rows).hasSize(2);
    assertThat(report).containsEntry("complete", true).containsEntry("limited", true);
  }

  @Test
  void eventsAreReadAtReplayAndSequencesFoundInThem() {
    ask("MATCH PATTERN WHERE cpu > 80% FOLLOWED BY memory > 90% WITHIN 5 minutes");

    assertThat(rows).hasSize(1);
    assertThat(nodes("asked")).containsExactly("replay");
    assertThat(report).containsKey("lag");
  }

  @Test
  void sessionsAreGroupedOverNodes() {
    ask("SESSIONS BY user FROM logs GAP 30 minutes HAVING errors > 0 ORDER BY records DESC");

    assertThat(rows).extracting(row -> row.get("key")).containsExactly("b");
    assertThat(rows.getFirst()).containsEntry("nodes", List.of("node-2", "node-1"));
  }

  @Test
  void anUnknownFieldIsNamedWithTheNearest() {
    ask("SELECT message FROM logs WHERE usr = 'a'");

    assertThat(report.get("unknown_fields"))
        .isEqualTo(List.of(Map.of("field", "usr", "nearest", "user")));
  }

  @Test
  void stateOfTheComponentsThatAConditionMeans() {
    ask("STATE AT '2024-01-15 15:47:23' WHERE service = 'api-gateway'");

    assertThat(services.asked)
        .containsExactly(
            "components 2024-01-15T15:47:23Z", "state shop/api-gateway - 2024-01-15T15:47:23Z");
    assertThat(rows).extracting(row -> row.get("component")).containsExactly("shop/api-gateway");
    assertThat(report.get("lag")).isEqualTo(Map.of("replay", 3L));
  }

  @Test
  void compareTakesTheLastValueAtEachMoment() {
    ask("COMPARE '2024-01-15 15:45:00' WITH '2024-01-15 15:50:00' FOR cpu, memory");

    assertThat(rows)
        .containsExactly(
            row("cpu", "shop/cart", 85.0, 95.0, 10.0, 10.0 / 85.0 * 100),
            row("memory", "shop/cart", 93.0, null, null, null));
  }

  @Test
  void compareWithoutForShowsWhatChangedInTheStates() {
    ask("COMPARE '15:45' WITH '15:50'");

    assertThat(rows).containsExactly(row("state/replicas", "shop/cart", 2, 3, 1.0, 50.0));
  }

  @Test
  void rootCauseOfComponentsAtATime() {
    ask("ROOT CAUSE AT '15:47:23' WHERE service = 'checkout' WITHIN 10 minutes");

    assertThat(services.asked.getLast()).contains("At[", "[shop/checkout]", "PT10M");
    assertThat(rows).hasSize(1);
  }

  @Test
  void traverseHandsTheConditionOnAsTimeQl() {
    ask("TRAVERSE FROM 'e-1' FOLLOWING backward UNTIL error_occurred = true");

    assertThat(services.asked)
        .containsExactly(
            "traverse e-1 backward depth 32 confidence 0.0 until error_occurred = TRUE");
    assertThat(report.get("lag")).isEqualTo(Map.of("causality", 5L));
  }

  @Test
  void whatIfCarriesThePatch() {
    ask("WHAT IF 'deployment/shop/cart' SET replicas = 1, image = 'cart:2.4' WITHIN 15 minutes");

    assertThat(services.asked.getFirst())
        .startsWith("what if shop/cart {\"replicas\":1,\"image\":\"cart:2.4\"} at - within PT15M");
  }

  @Test
  void nodesAreASourceAndAShow() {
    ask("SELECT node, status FROM nodes WHERE node = 'node-1'");
    assertThat(rows).containsExactly(Map.of("node", "node-1", "status", "up"));
    assertThat(report).containsEntry("complete", true);

    ask("SHOW NODES");
    assertThat(rows).extracting(row -> row.get("node")).containsExactly("node-1", "node-2");
  }

  @Test
  void formatsOfScannersAreShownWithTheirNodesBeforeThoseThatAllKnow() {
    FormatTable.Entry shop =
        new FormatTable.Entry("shop", "the shop's own lines", true, true, "one line");
    known("node-1", shop);
    known("node-2", shop, new FormatTable.Entry("till", "a till's", false, true, null));

    ask("SHOW FORMATS");

    assertThat(rows.getFirst())
        .containsEntry("format", "shop")
        .containsEntry("description", "the shop's own lines")
        .containsEntry("multi_line", true)
        .containsEntry("sample", "one line")
        .containsEntry("nodes", List.of("node-1", "node-2"));
    assertThat(rows.get(1))
        .containsEntry("format", "till")
        .containsEntry("nodes", List.of("node-2"));
    assertThat(rows.get(2)).containsEntry("nodes", null);
    assertThat(rows).hasSize(2 + Formats.builtIn().all().size());
  }

  @Test
  void explainShowsWhatRunsWhereAndAnalyzeWhatItCost() {
    ask("EXPLAIN SELECT service, count(*) FROM logs GROUP BY service");
    assertThat(rows).isNotEmpty();
    assertThat(places.asked).isEmpty();

    ask("EXPLAIN ANALYZE SELECT count(*) FROM logs WHERE level >= ERROR");
    assertThat(rows).extracting(row -> row.get("step")).contains("node-1", "node-2", "answer");
  }

  @Test
  void showFieldsNamesTheRecordsOwn() {
    ask("SHOW FIELDS FROM logs");

    assertThat(rows)
        .anySatisfy(
            row -> assertThat(row).containsEntry("field", "user").containsEntry("seen", true))
        .anySatisfy(
            row -> assertThat(row).containsEntry("field", "level").containsEntry("built_in", true));
  }

  @Test
  void aWrongStatementIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> ask("SELECT count(*) FROM logz"))
        .isInstanceOfSatisfying(
            TimeQlException.class, e -> assertThat(e.nearest()).isEqualTo("logs"));
    assertThatThrownBy(() -> ask("SELECT * FROM logs WHERE a IN (SELECT b, c FROM logs)"))
        .isInstanceOf(TimeQlException.class);
    assertThat(places.asked).isEmpty();
  }

  @Test
  void aKeyOfTwoKindsIsRefusedWithTheChoices() {
    places.add("node-1", log("15:45", "web", "x", "INFO").put("session_id", "k-1").build());
    places.add("node-1", log("15:46", "web", "y", "INFO").put("request_id", "k-1").build());

    assertThatThrownBy(() -> ask("SESSION 'k-1'"))
        .isInstanceOf(TimeQlException.class)
        .hasMessageContaining("BY session_id")
        .hasMessageContaining("BY request_id");

    ask("SESSION 'k-1' BY request_id");
    assertThat(rows).extracting(row -> row.get("message")).containsExactly("y");
  }

  private void ask(String statement) {
    ask(statement, Request.at(NOW.toEpochMilli()));
  }

  private void ask(String statement, Request request) {
    rows = new ArrayList<>();
    RowSink sink =
        new RowSink() {
          @Override
          public void columns(List<String> names) {
            columns = names;
          }

          @Override
          public boolean row(Map<String, Object> row) {
            rows.add(row);
            return true;
          }
        };
    report = questions.ask(new QueryRequest(statement, request, AnswerFormat.NDJSON)).run(sink);
  }

  private void known(String node, FormatTable.Entry... formats) {
    registry.update(
        new KnownNode(
            node,
            "localhost:1",
            NOW.toEpochMilli(),
            1,
            1,
            List.of(),
            "1",
            0,
            List.of(),
            List.of(formats)));
  }

  @SuppressWarnings("unchecked")
  private List<Object> nodes(String which) {
    return (List<Object>) ((Map<String, Object>) report.get("nodes")).get(which);
  }

  private static MapRecord.Builder log(String time, String service, String message, String level) {
    return MapRecord.builder().ts(Instant.parse("2024-01-15T%s:00Z".formatted(time))).stream(
            service)
        .position(Integer.parseInt(time.substring(3)))
        .put("service", service)
        .put("component", "shop/" + service)
        .put("message", message)
        .put("level", Level.valueOf(level));
  }

  private static MapRecord.Builder event(String time, String metric, double value) {
    LogRecord log = log(time, "cart", metric, "INFO").build();
    return MapRecord.over(log).put("kind", "metric").put(metric, value);
  }

  private static Map<String, Object> row(
      String measure, String subject, Object before, Object after, Object change, Object percent) {
    return Fakes.row(
        "measure",
        measure,
        "subject",
        subject,
        "before",
        before,
        "after",
        after,
        "change",
        change,
        "change_percent",
        percent);
  }
}
