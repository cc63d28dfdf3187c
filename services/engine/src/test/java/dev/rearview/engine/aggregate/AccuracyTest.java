package dev.rearview.engine.aggregate;

import static dev.rearview.engine.Rows.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rearview.engine.aggregate.Aggregate.Function;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.session.SessionBudget;
import dev.rearview.engine.session.SessionLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregates of many values are as exact as is said, however they were shared out and merged. */
class AccuracyTest {
  private static final double[] QUANTILES = {0.01, 0.5, 0.9, 0.95, 0.99, 0.999};
  private static final List<Aggregate> AGGREGATES = aggregates();

  /** Gives a value for a place in a distribution. */
  @FunctionalInterface
  private interface Distribution {
    Number next(Random random);
  }

  private static List<Aggregate> aggregates() {
    List<Aggregate> all = new ArrayList<>();
    all.add(Aggregate.countRows());
    for (Function function :
        List.of(
            Function.COUNT,
            Function.COUNT_DISTINCT,
            Function.SUM,
            Function.AVG,
            Function.MIN,
            Function.MAX,
            Function.STDDEV,
            Function.FIRST,
            Function.LAST)) {
      all.add(Aggregate.of(function, field("v")));
    }
    all.add(Aggregate.rate(Duration.ofSeconds(1), null));
    for (double quantile : QUANTILES) {
      all.add(Aggregate.percentile(field("v"), quantile));
    }
    return List.copyOf(all);
  }

  static Stream<Arguments> distributions() {
    int few = Boolean.getBoolean("rearview.long") ? 1_000_000 : 60_000;
    return Stream.of(
        Arguments.of(
            "lognormal", 1_000_000, (Distribution) r -> Math.exp(r.nextGaussian() * 2 + 3)),
        Arguments.of("uniform", few, (Distribution) r -> r.nextLong(1, 5_000_000)),
        Arguments.of("heavy tail", few, (Distribution) r -> Math.pow(r.nextDouble(), -1.5)),
        Arguments.of("few values", few, (Distribution) r -> (long) r.nextInt(1, 40)),
        Arguments.of("both signs", few, (Distribution) r -> r.nextGaussian() * 1e6));
  }

  /** A row that says when it was. */
  private record Row(long tsNanos, long position) implements LogRecord {
    @Override
    public @Nullable Object get(Field field) {
      return null;
    }

    @Override
    public String node() {
      return "n";
    }

    @Override
    public String stream() {
      return "s";
    }

    @Override
    public void forEachField(BiConsumer<? super String, Object> sink) {
      // has none
    }
  }

  @ParameterizedTest
  @MethodSource("distributions")
  void valuesAreExactEnough(String name, int size, Distribution distribution) throws IOException {
    Random random = new Random(size + name.hashCode());
    Number[] values = new Number[size];
    for (int i = 0; i < size; i++) {
      values[i] = distribution.next(random);
    }
    double[] sorted = Arrays.stream(values).mapToDouble(Number::doubleValue).sorted().toArray();
    List<@Nullable Object> whole = null;
    for (int parts : new int[] {1, 7, 64}) {
      List<@Nullable Object> results = merged(values, parts, random);
      check(results, values, sorted);
      whole = whole == null ? results : whole;
      assertSame(results, whole);
    }
  }

  /** Shared out at random, each part encoded, and all read in a random order. */
  private static List<@Nullable Object> merged(Number[] values, int parts, Random random)
      throws IOException {
    List<Accumulator[]> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      all.add(accumulators());
    }
    for (int i = 0; i < values.length; i++) {
      Row row = new Row(i * 1_000_000L, i);
      for (Accumulator accumulator : all.get(random.nextInt(parts))) {
        accumulator.add(row, values[i], accumulator instanceof RateAccumulator);
      }
    }
    Collections.shuffle(all, random);
    Accumulator[] merged = accumulators();
    for (Accumulator[] part : all) {
      for (int i = 0; i < part.length; i++) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part[i].write(new DataOutputStream(bytes));
        merged[i].read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      }
    }
    return new ArrayList<>(Arrays.stream(merged).map(Accumulator::result).toList());
  }

  private static Accumulator[] accumulators() {
    SessionBudget sessions = new SessionBudget(SessionLimits.DEFAULT_MAX_SESSIONS);
    return AGGREGATES.stream().map(a -> a.accumulator(sessions)).toArray(Accumulator[]::new);
  }

  private static void check(List<@Nullable Object> results, Number[] values, double[] sorted) {
    int n = values.length;
    long different =
        LongStream.range(1, n).filter(i -> sorted[(int) i] != sorted[(int) i - 1]).count() + 1;
    double sum = Arrays.stream(sorted).sum();
    double mean = sum / n;
    double spread =
        Math.sqrt(Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum() / (n - 1));
    assertThat(results.get(0)).isEqualTo((long) n);
    assertThat(results.get(1)).isEqualTo((long) n);
    isWithin(results.get(2), different, 0.02 * different);
    isWithin(results.get(3), sum, 1e-9 * Arrays.stream(sorted).map(Math::abs).sum());
    isWithin(results.get(4), mean, 1e-9 * Math.max(Math.abs(mean), spread));
    isWithin(results.get(5), sorted[0], 0);
    isWithin(results.get(6), sorted[n - 1], 0);
    isWithin(results.get(7), spread, 1e-9 * spread);
    assertThat(results.get(8)).isEqualTo(values[0]);
    assertThat(results.get(9)).isEqualTo(values[n - 1]);
    isWithin(results.get(10), 1_000.0 * n / (n - 1), 1e-6);
    for (int q = 0; q < QUANTILES.length; q++) {
      double exact = sorted[(int) (QUANTILES[q] * (n - 1))];
      isWithin(results.get(11 + q), exact, 0.01 * Math.abs(exact));
    }
  }

  private static void isWithin(@Nullable Object result, double exact, double distance) {
    assertThat(result).isInstanceOf(Number.class);
    assertThat(((Number) result).doubleValue()).isCloseTo(exact, within(distance));
  }

  /** Real sums depend on the order in their last digits. */
  private static void assertSame(List<@Nullable Object> results, List<@Nullable Object> whole) {
    for (int i = 0; i < results.size(); i++) {
      Object result = results.get(i);
      if (result instanceof Double d) {
        isWithin(whole.get(i), d, 1e-9 * Math.abs(d) + 1e-9);
      } else {
        assertThat(result).isEqualTo(whole.get(i));
      }
    }
  }
}
