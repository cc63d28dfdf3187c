package dev.rearview.timeql.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.sequence.SequencePattern;
import dev.rearview.timeql.syntax.Syntax;
import dev.rearview.timeql.syntax.TimeQlException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final long NOW = Instant.parse("2024-01-15T15:55:00Z").toEpochMilli();
  private static final Request REQUEST = Request.at(NOW);

  private static Plan plan(String text) {
    return Planner.plan(Syntax.statement(text), REQUEST);
  }

  private static String fragment(String text) {
    return ((Plan.Scanned) plan(text)).fragments().getFirst().text();
  }

  private static TimeQlException refused(String text) {
    return catchThrowableOfType(
        TimeQlException.class, () -> Planner.check(Syntax.statement(text), REQUEST));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "SELECT * FROM logz|15|logs",
        "SELECT coutn(*) FROM logs|8|count",
        "SELECT ts FROM logs WHERE level >= EROR|36|ERROR",
        "SELECT ts FROM logs WHERE level = 'eror'|35|ERROR",
        "SELECT ts FROM logs WHERE count(*) > 1|27|",
        "SELECT service, message, count(*) FROM logs GROUP BY service|17|",
        "SELECT *, count(*) FROM logs|8|",
        "SELECT max(min(x)) FROM logs|12|",
        "SELECT ts FROM logs WHERE 5|27|",
        "SELECT ts FROM logs WHERE a + 1|29|",
        "SELECT ts FROM logs WHERE latency > 5 minutes|37|",
        "SELECT ts FROM logs WHERE m =~ '(a'|32|",
        "SELECT ts FROM logs WHERE m =~ '((a{100}){100}){100}'|32|",
        "SELECT ts FROM logs WHERE a = :x|31|",
        "SELECT ts FROM logs LIMIT 'a'|27|",
        "SELECT ts FROM logs LIMIT 0|27|",
        "SELECT ts FROM logs LIMIT 5 LAST 5|34|",
        "SELECT ts FROM logs ORDER BY ts LAST 5|30|",
        "SELECT count(*) FROM logs FOLLOW|1|",
        "SELECT count(*) FROM logs CONTEXT 5|27|",
        "SELECT ts FROM logs CONTEXT 5 seconds BEFORE|29|",
        "SELECT ts FROM logs EXTRACT '\\d+' FROM message|29|",
        "SELECT ts FROM logs('namspace=shop')|21|namespace",
        "SELECT ts FROM logs('previous=maybe')|21|",
        "SELECT ts FROM events('x')|16|",
        "SELECT ts FROM logs WHERE a IN (SELECT b, c FROM logs)|33|",
        "SELECT ts FROM logs WHERE a IN (SELECT * FROM logs)|33|",
        "SELECT bucket(x) FROM logs|8|",
        "SELECT percentile(x, 2) FROM logs|22|",
        "MATCH PATTERN WHERE a NOT FOLLOWED BY b|1|",
        "MATCH PATTERN WHERE a {0,1}|1|",
        "MATCH PATTERN WHERE x: a FOLLOWED BY x: b|38|",
        "SESSIONS BY r HAVING erors > 0|22|errors",
        "STATE OF '' AT 'now'|10|",
        "STATE FROM '15:40' TO '15:50'|1|",
        "STATE OF 'a/b' AT 'now' IN LAST 5m|19|",
        "TRAVERSE FROM event_id FOLLOWING backward|15|",
        "TRAVERSE FROM 'x' FOLLOWING backward MIN CONFIDENCE 7|53|",
        "COMPARE '15:30' WITH '15:45' FOR 5|34|",
        "WHAT IF 'not a component!' SET replicas = 1|9|",
        "STATE AT 'now' WHERE a IN (SELECT b FROM logs WHERE nosuch(x))|53|",
      })
  void refusesBeforeAnythingRuns(String text, int column, String nearest) {
    TimeQlException e = refused(text);
    assertThat(e).as(text).isNotNull();
    assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
    assertThat(e.nearest()).as(e.getMessage()).isEqualTo(nearest);
  }

  @Test
  void namesTheNearestParameter() {
    TimeQlException e =
        catchThrowableOfType(
            TimeQlException.class,
            () ->
                Planner.plan(
                    Syntax.statement("SELECT ts FROM logs WHERE u = :usr"),
                    REQUEST.withParameters(Map.of("user", "u1"))));
    assertThat(e.code()).isEqualTo(TimeQlException.Code.UNBOUND);
    assertThat(e.nearest()).isEqualTo(":user");
  }

  @Test
  void bindsParametersWhereLiteralsStand() {
    Request request =
        REQUEST.withParameters(
            Map.of("n", 7, "d", Duration.ofMinutes(3), "list", Arrays.asList("a", 5, null)));
    Plan.Rows plan =
        (Plan.Rows)
            Planner.plan(
                Syntax.statement("SELECT ts FROM logs WHERE x IN (:list, 'b') IN LAST :d LIMIT :n"),
                request);
    assertThat(plan.fragments().getFirst().text())
        .isEqualTo(
            "SELECT ts FROM logs WHERE x IN ('a', 5, NULL, 'b') SINCE '2024-01-15T15:52:00Z'"
                + " UNTIL '2024-01-15T15:55:00Z' LIMIT 7");
    assertThat(plan.limit()).isEqualTo(7);
    assertThat(plan.limitIsAsked()).isTrue();
  }

  @Test
  void makesTimesInConditionsAbsolute() {
    assertThat(fragment("SELECT ts FROM logs WHERE ts > '15:40' AND timestamp < 5m LIMIT 3"))
        .isEqualTo(
            "SELECT ts FROM logs WHERE ts > '2024-01-15T15:40:00Z'"
                + " AND timestamp < '2024-01-15T15:50:00Z' LIMIT 3");
  }

  @Test
  void asksNodesForOneRowMoreThanTheBoundSoThatACutIsSeen() {
    assertThat(fragment("SELECT ts FROM logs")).endsWith("LIMIT 10001");
    assertThat(fragment("SELECT ts FROM logs LIMIT 20")).endsWith("LIMIT 20");
    assertThat(fragment("SELECT ts FROM logs ORDER BY x DESC LIMIT 20"))
        .isEqualTo("SELECT ts, x FROM logs ORDER BY x DESC LIMIT 20");
  }

  @Test
  void sendsPartialGroupsOfOneSourceAndRowsOfSeveral() {
    String grouped = "SELECT service, avg(x) AS mean FROM %s GROUP BY service HAVING mean > 1";
    assertThat(fragment(grouped.formatted("logs")))
        .isEqualTo("SELECT service, avg(x) FROM logs GROUP BY service");
    Plan.Groups union = (Plan.Groups) plan(grouped.formatted("logs, events"));
    assertThat(union.partial()).isFalse();
    assertThat(union.fragments()).hasSize(2);
    assertThat(union.fragments().get(1).text())
        .isEqualTo("SELECT service, x, event_id FROM events");
    assertThat(union.columns()).containsExactly("service", "mean");
  }

  @Test
  void sendsForAMatchOnlyWhatAStepCanUse() {
    assertThat(
            fragment(
                "MATCH PATTERN WHERE a: x = 1 FOLLOWED BY b: b.y = 2 AND z != a.z"
                    + " NOT FOLLOWED BY NOT (q = 3 OR w = a.w) WITHIN 5 minutes BY user_id FROM logs"))
        .isEqualTo(
            "SELECT x, y, z, q, w, user_id, component FROM logs"
                + " WHERE (x = 1 OR y = 2 OR NOT q = 3) AND user_id IS NOT NULL ORDER BY NULL");
    assertThat(fragment("MATCH PATTERN WHERE a: x = 1 FOLLOWED BY z != a.z FROM logs"))
        .isEqualTo("SELECT x, z, component FROM logs ORDER BY NULL");
  }

  @Test
  void namesStepsAndReadsTheirOwnFieldsAsTheRowUnderTest() {
    Plan.Match match =
        (Plan.Match)
            plan("MATCH PATTERN WHERE cpu > 80% FOLLOWED BY (b: m > 1 | n > 2) {2,} WITHIN 5m");
    assertThat(match.pattern().stepNames()).containsExactly("step1", "b", "step3");
    assertThat(match.pattern().elements().get(1))
        .isInstanceOfSatisfying(
            SequencePattern.Step.class,
            step -> {
              assertThat(step.min()).isEqualTo(2);
              assertThat(step.max()).isEqualTo(SequencePattern.UNBOUNDED);
            });
    assertThat(match.columns())
        .containsExactly(
            "match",
            "status",
            "start",
            "end",
            "duration",
            "step1.ts",
            "step1.component",
            "step1.cpu",
            "b.ts",
            "b.component",
            "b.m",
            "step3.ts",
            "step3.component",
            "step3.n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "cpu > 80%|cpu|81.0|true",
        "cpu_ratio > 80%|cpu_ratio|0.81|true",
        "cpu_ratio > 80%|cpu_ratio|0.79|false",
        "latency_ms > 2s|latency_ms|2001.0|true",
        "latency_seconds BETWEEN 1500ms AND 2s|latency_seconds|1.6|true",
        "latencyMs IN (250ms, 1s)|latency_ms|250.0|true",
        "x = 5|x|5.0|true",
      })
  void convertsByTheFieldsUnit(String condition, String field, double value, boolean holds) {
    Condition resolved = Planner.condition(condition, NOW, java.time.ZoneOffset.UTC);
    assertThat(resolved.holds(MapRecord.builder().put(field, value).build())).isEqualTo(holds);
    assertThat(Planner.condition(resolved.text(), 0, java.time.ZoneOffset.UTC).syntax())
        .isEqualTo(resolved.syntax());
  }

  @Test
  void readsLevelsOnlyBesideTheLevel() {
    LogRecord warn = MapRecord.builder().put("level", "WARN").put("error", "WARN").build();
    assertThat(Planner.condition("severity >= warn", NOW, java.time.ZoneOffset.UTC).holds(warn))
        .isTrue();
    assertThat(
            Planner.condition("level IN (ERROR, 'warning')", NOW, java.time.ZoneOffset.UTC)
                .holds(warn))
        .isTrue();
    assertThat(Planner.condition("error = 'WARN'", NOW, java.time.ZoneOffset.UTC).holds(warn))
        .isTrue();
  }

  @Test
  void putsSubqueriesBackAsLists() {
    var statement =
        Syntax.statement(
            "SELECT ts FROM logs WHERE a IN (SELECT b FROM logs WHERE c IN (SELECT d FROM events))");
    var inner = Subqueries.next(statement).orElseThrow();
    assertThat(((Plan.Scanned) Planner.plan(inner, REQUEST)).columns()).containsExactly("d");
    statement = Subqueries.bind(statement, inner, List.of(1L, "x", 1L));
    var outer = Subqueries.next(statement).orElseThrow();
    assertThat(((Plan.Scanned) Planner.plan(outer, REQUEST)).fragments().getFirst().text())
        .startsWith("SELECT b FROM logs WHERE c IN (1, 'x')");
    statement = Subqueries.bind(statement, outer, List.of());
    assertThat(Subqueries.next(statement)).isEmpty();
    assertThat(((Plan.Scanned) Planner.plan(statement, REQUEST)).fragments().getFirst().text())
        .startsWith("SELECT ts FROM logs WHERE FALSE");
  }

  @Test
  void resolvesWhatOtherServicesAreAsked() {
    assertThat(plan("STATE OF 'deployment/shop/cart' FROM '15:40' TO '15:50'"))
        .isEqualTo(
            new Plan.State(
                "shop/cart",
                Instant.parse("2024-01-15T15:40:00Z").toEpochMilli(),
                Instant.parse("2024-01-15T15:50:00Z").toEpochMilli(),
                null,
                10_000));
    assertThat(plan("WHAT IF 'shop/cart' SET limits.cpu = '2', limits.memory = -1 AT '15:40'"))
        .isEqualTo(
            new Plan.WhatIf(
                new Plan.Change(
                    "shop/cart",
                    "{\"limits\":{\"cpu\":\"2\",\"memory\":-1}}",
                    Instant.parse("2024-01-15T15:40:00Z").toEpochMilli()),
                900_000));
    assertThat(plan("PREDICT NEXT 30 minutes FOR errorRate, p99_latency"))
        .isEqualTo(
            new Plan.Predict(NOW, 1_800_000, List.of("error_rate", "p99_latency"), null, 10_000));
    Plan.Compare compare =
        (Plan.Compare) plan("COMPARE '15:30' WITH '15:45' OVER 5m FOR cpu, template(message)");
    assertThat(compare.measures())
        .extracting(Plan.Measure::name)
        .containsExactly("cpu", "template(message)");
    assertThat(compare.measures().getFirst().after().fragments().getFirst().text())
        .isEqualTo(
            "SELECT component, avg(cpu) FROM events WHERE cpu IS NOT NULL"
                + " SINCE '2024-01-15T15:45:00Z' UNTIL '2024-01-15T15:49:59.999999999Z'"
                + " GROUP BY component");
  }
}
