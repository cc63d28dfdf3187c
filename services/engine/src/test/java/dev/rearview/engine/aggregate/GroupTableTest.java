package dev.rearview.engine.aggregate;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rearview.engine.aggregate.Aggregate.Function;
import dev.rearview.engine.expression.Expression;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTableTest {
  private static final List<Aggregate> ALL =
      List.of(
          Aggregate.countRows(),
          Aggregate.of(Function.COUNT, field("v")),
          Aggregate.of(Function.COUNT_DISTINCT, field("v")),
          Aggregate.of(Function.SUM, field("v")),
          Aggregate.of(Function.AVG, field("v")),
          Aggregate.of(Function.MIN, field("v")),
          Aggregate.of(Function.MAX, field("v")),
          Aggregate.of(Function.STDDEV, field("v")),
          Aggregate.of(Function.FIRST, field("v")),
          Aggregate.of(Function.LAST, field("v")),
          Aggregate.percentile(field("v"), 0.5),
          Aggregate.rate(Duration.ofSeconds(10), null));

  private static GroupTable table(List<Expression> keys, List<Aggregate> aggregates) {
    return new GroupTable(keys, aggregates, GroupLimits.DEFAULT);
  }

  private static List<LogRecord> rows() {
    return List.of(
        row(10, "v", 4L),
        row(11, "v", 8L),
        row(12),
        row(13, "v", "6"),
        row(14, "v", "none"),
        row(20, "v", 6L));
  }

  @Test
  void eachAggregateIsWhatItSays() {
    GroupTable table = table(List.of(), ALL);
    rows().forEach(table::add);
    assertThat(table.results())
        .singleElement()
        .satisfies(group ->
            assertThat(group.results())
                .containsExactly(
                    6L,
                    5L,
                    4L,
                    24L,
                    6.0,
                    4L,
                    "none",
                    Math.sqrt(8 / 3.0),
                    4L,
                    6L,
                    group.results().get(10),
                    6.0));
    assertThat((Double) table.results().getFirst().results().get(10)).isCloseTo(6, within(0.06));
  }

  @Test
  void withoutRowsThereIsOneGroupOfNulls() {
    assertThat(table(List.of(), ALL).results().getFirst().results())
        .containsExactly(0L, 0L, 0L, null, null, null, null, null, null, null, null, null);
    assertThat(table(List.of(field("v")), ALL).results()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void partsMergeToTheSameAsTheWholeInAnyOrder(long seed) {
    Random random = new Random(seed);
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(row(i, "v", (long) random.nextInt(-500, 500), "k", "k" + random.nextInt(5)));
    }
    List<Expression> keys = List.of(field("k"));
    GroupTable whole = table(keys, ALL);
    rows.forEach(whole::add);

    GroupTable merged = table(keys, ALL);
    List<GroupTable> parts = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      parts.add(table(keys, ALL));
    }
    rows.forEach(row -> parts.get(random.nextInt(4)).add(row));
    parts.forEach(part -> part.partials().forEach(merged::merge));

    var expected = byKey(whole);
    var actual = byKey(merged);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, values) -> {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) instanceof Double d) {
          assertThat((Double) actual.get(key).get(i))
              .isCloseTo(d, within(Math.abs(d) * 1e-9 + 1e-9));
        } else {
          assertThat(actual.get(key).get(i)).isEqualTo(values.get(i));
        }
      }
    });
  }

  private static TreeMap<String, List<Object>> byKey(GroupTable table) {
    TreeMap<String, List<Object>> map = new TreeMap<>();
    table.results().forEach(g -> map.put(String.valueOf(g.keys()), g.results()));
    return map;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99, 0.999})
  void percentilesAreWithinOnePercentOfTheValue(double quantile) {
    Random random = new Random(7);
    double[] values = new double[50_000];
    GroupTable table = table(List.of(), List.of(Aggregate.percentile(field("v"), quantile)));
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(random.nextGaussian() * 3);
      table.add(row(i, "v", values[i]));
    }
    Arrays.sort(values);
    double exact = values[(int) (quantile * (values.length - 1))];
    assertThat((Double) table.results().getFirst().results().getFirst())
        .isCloseTo(exact, within(exact * 0.01));
  }

  @Test
  void percentilesKnowNegativeNumbersAndZero() {
    GroupTable table =
        table(
            List.of(),
            List.of(
                Aggregate.percentile(field("v"), 0.25),
                Aggregate.percentile(field("v"), 0.5),
                Aggregate.percentile(field("v"), 1)));
    for (double v : new double[] {-100, -10, 0, 10, 100}) {
      table.add(row(1, "v", v));
    }
    List<Object> results = table.results().getFirst().results();
    assertThat((Double) results.get(0)).isCloseTo(-10, within(0.1));
    assertThat(results.get(1)).isEqualTo(0.0);
    assertThat(results.get(2)).isEqualTo(100.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 100_000})
  void distinctCountsAreWithinTwoPercentAndMerge(int different) {
    Random random = new Random(11);
    Set<Long> exact = new HashSet<>();
    List<Aggregate> distinct = List.of(Aggregate.of(Function.COUNT_DISTINCT, field("v")));
    GroupTable merged = table(List.of(), distinct);
    for (int part = 0; part < 3; part++) {
      GroupTable table = table(List.of(), distinct);
      for (int i = 0; i < different; i++) {
        long value = random.nextInt(different);
        exact.add(value);
        table.add(row(i, "v", value));
      }
      table.partials().forEach(merged::merge);
    }
    long counted = (Long) merged.results().getFirst().results().getFirst();
    assertThat((double) counted).isCloseTo(exact.size(), within(exact.size() * 0.02));
  }

  @Test
  void sumsStayWholeAndOverflowToReal() {
    GroupTable table = table(List.of(), List.of(Aggregate.of(Function.SUM, field("v"))));
    table.add(row(1, "v", Long.MAX_VALUE));
    assertThat(table.results().getFirst().results()).containsExactly(Long.MAX_VALUE);
    table.add(row(1, "v", 1L));
    assertThat(table.results().getFirst().results()).containsExactly((double) Long.MAX_VALUE);
  }

  @Test
  void durationsStayDurations() {
    GroupTable table =
        table(
            List.of(),
            List.of(
                Aggregate.of(Function.AVG, field("v")), Aggregate.of(Function.SUM, field("v"))));
    table.add(row(1, "v", Duration.ofSeconds(1)));
    table.add(row(1, "v", Duration.ofSeconds(3)));
    assertThat(table.results().getFirst().results())
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void numbersAndTheirRealFormAreOneGroup() {
    GroupTable table = table(List.of(field("v")), List.of(Aggregate.countRows()));
    table.add(row(1, "v", 5L));
    table.add(row(2, "v", 5.0));
    table.add(row(3));
    assertThat(table.results())
        .extracting(GroupTable.Group::results)
        .containsExactly(List.of(2L), List.of(1L));
  }

  @Test
  void slidingBucketsPutARowIntoSeveralGroups() {
    Expression bucket =
        new Expression.Bucket(field("ts"), Duration.ofSeconds(20), Duration.ofSeconds(10));
    GroupTable table = table(List.of(bucket), List.of(Aggregate.countRows()));
    table.add(row(25));
    table.add(row(31));
    assertThat(table.results())
        .extracting(
            g -> ((Instant) g.keys().getFirst()).getEpochSecond() + "=" + g.results().getFirst())
        .containsExactlyInAnyOrder("10=1", "20=2", "30=1");
  }

  @Test
  void templatesGroupByWhatTheyHaveBecomeAlsoOverNodes() {
    List<GroupTable> nodes = new ArrayList<>();
    for (String verb : List.of("opened", "opened")) {
      GroupTable node =
          table(
              List.of(new Expression.Template(field("m"), new TemplateMiner())),
              List.of(Aggregate.countRows()));
      for (String user : List.of("ann", "bob", "eve")) {
        node.add(row(1, "m", "session " + verb + " for user " + user + nodes.size()));
      }
      node.add(row(1, "m", "disk is full"));
      nodes.add(node);
    }
    GroupTable merged =
        table(
            List.of(new Expression.Template(field("m"), new TemplateMiner())),
            List.of(Aggregate.countRows()));
    nodes.forEach(node -> node.partials().forEach(merged::merge));
    assertThat(byKey(merged))
        .hasToString("{[disk is full]=[2], [session opened for user <*>]=[6]}");
  }

  @Test
  void moreGroupsThanTheBoundAreReported() {
    GroupTable table =
        new GroupTable(List.of(field("v")), List.of(Aggregate.countRows()), new GroupLimits(2));
    for (long i = 0; i < 5; i++) {
      table.add(row(i, "v", i));
    }
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.boundsHit())
        .containsExactly("3 rows were left out because there were more than 2 groups");
  }

  @Test
  void damagedStatesAreRefused() {
    GroupTable table = table(List.of(), List.of(Aggregate.countRows()));
    assertThatThrownBy(() -> table.merge(new PartialGroup(List.of(), List.of(new byte[3]))))
        .hasMessageContaining("COUNT is damaged");
  }

  @Test
  void aRateOverAKnownSpanCountsByIt() {
    GroupTable table =
        table(List.of(), List.of(Aggregate.rate(Duration.ofSeconds(1), Duration.ofMinutes(1))));
    for (int i = 0; i < 30; i++) {
      table.add(row(i));
    }
    assertThat(table.results().getFirst().results()).containsExactly(0.5);
  }

  @Test
  void aGroupIsNewWhereOthersWereThereBefore() {
    GroupTable table =
        table(
            List.of(field("v")),
            List.of(
                Aggregate.outliers(
                    Function.OUTLIER,
                    Duration.ofSeconds(1),
                    LogRecord.NO_TIME,
                    LogRecord.NO_TIME)));
    for (int second = 0; second < 60; second++) {
      table.add(row(second, "v", "usual"));
    }
    for (int i = 0; i < 5; i++) {
      table.add(row(59, "v", "never seen before"));
    }
    List<GroupTable.Group> groups = table.results();
    assertThat((Double) groups.getFirst().results().getFirst()).isLessThan(1);
    assertThat((Double) groups.getLast().results().getFirst()).isGreaterThan(6);
  }

  @Test
  void unusualRatesAreFoundOverPartsAsOverTheWhole() {
    List<Aggregate> outliers =
        List.of(
            Aggregate.outliers(Function.OUTLIER, Duration.ofSeconds(1), 0, 60_000_000_000L),
            Aggregate.outliers(Function.OUTLIERS, Duration.ofSeconds(1), 0, 60_000_000_000L));
    GroupTable whole = table(List.of(), outliers);
    GroupTable merged = table(List.of(), outliers);
    List<GroupTable> parts = List.of(table(List.of(), outliers), table(List.of(), outliers));
    assertThat(whole.results().getFirst().results()).containsExactly(null, List.of());
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < (second == 30 ? 90 : 10); i++) {
        LogRecord row = row(second, "v", (long) i);
        whole.add(row);
        parts.get(i % 2).add(row);
      }
    }
    parts.forEach(part -> part.partials().forEach(merged::merge));
    assertThat(merged.results()).isEqualTo(whole.results());
    List<?> results = whole.results().getFirst().results();
    assertThat((Double) results.getFirst()).isGreaterThan(20);
    assertThat((List<?>) results.get(1)).hasSize(1).first().asString().contains("BURST");
  }
}
