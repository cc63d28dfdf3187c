package dev.rearview.engine.aggregate;

import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.rowOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rearview.engine.aggregate.Aggregate.Function;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.record.MapRecord;
import dev.rearview.engine.session.SessionBudget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However rows are shared out and brought together, an aggregate of them is the same. */
class AccumulatorTest {
  private static final int PARTS = 5;

  static List<Aggregate> aggregates() {
    return List.of(
        Aggregate.countRows(),
        Aggregate.of(Function.COUNT, field("v")),
        Aggregate.of(Function.COUNT_DISTINCT, field("v")),
        Aggregate.of(Function.SUM, field("v")),
        Aggregate.of(Function.AVG, field("v")),
        Aggregate.of(Function.STDDEV, field("v")),
        Aggregate.of(Function.MIN, field("v")),
        Aggregate.of(Function.MAX, field("v")),
        Aggregate.of(Function.FIRST, field("v")),
        Aggregate.of(Function.LAST, field("v")),
        Aggregate.percentile(field("v"), 0),
        Aggregate.percentile(field("v"), 0.5),
        Aggregate.percentile(field("v"), 0.99),
        Aggregate.percentile(field("v"), 1),
        Aggregate.top(field("v"), 3),
        Aggregate.rate(Duration.ofSeconds(10), null),
        Aggregate.rate(Duration.ofSeconds(10), Duration.ofMinutes(1)));
  }

  private static Accumulator empty(Aggregate aggregate) {
    return aggregate.accumulator(new SessionBudget(100));
  }

  private static void add(Aggregate aggregate, Accumulator into, LogRecord row) {
    Object value = aggregate.argument() == null ? null : aggregate.argument().value(row);
    into.add(row, value, aggregate.argument() == null);
  }

  /** Of one kind of value: numbers, whole numbers, durations; or of any. */
  private static List<LogRecord> rows(int kind, Random random) {
    List<LogRecord> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Object value =
          switch (kind) {
            case 0 -> (long) random.nextInt(1_000) - 300;
            case 1 -> random.nextGaussian() * 1e6;
            case 2 -> Duration.ofNanos(random.nextInt(1_000_000_000));
            default ->
                switch (random.nextInt(5)) {
                  case 0 -> null;
                  case 1 -> "text " + random.nextInt(5);
                  case 2 -> random.nextBoolean();
                  case 3 -> Long.toString(random.nextInt(50));
                  default -> (Object) (long) random.nextInt(10);
                };
          };
      MapRecord.Builder row =
          MapRecord.builder().put("v", value).stream("s" + random.nextInt(3)).position(i);
      rows.add(
          random.nextInt(20) == 0
              ? row.build()
              : row.tsNanos(random.nextInt(100) * 1_000_000_000L).build());
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("aggregates")
  void sharingOutAndBringingTogetherChangesNothing(Aggregate aggregate) throws IOException {
    Random random = new Random(aggregate.hashCode());
    for (int round = 0; round < 40; round++) {
      Accumulator whole = empty(aggregate);
      List<Accumulator> parts = new ArrayList<>();
      for (int i = 0; i < PARTS; i++) {
        parts.add(empty(aggregate));
      }
      for (LogRecord row : rows(round % 4, random)) {
        add(aggregate, whole, row);
        // The last part stays empty.
        add(aggregate, parts.get(random.nextInt(PARTS - 1)), row);
      }
      Accumulator merged = empty(aggregate);
      Accumulator restored = empty(aggregate);
      for (Accumulator part : parts) {
        merged.merge(part);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part.write(new DataOutputStream(bytes));
        restored.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      }
      assertSame(merged.result(), whole.result());
      assertSame(restored.result(), whole.result());
    }
    assertThat(empty(aggregate).result()).isIn(null, 0L, 0.0);
  }

  /** Sums of reals differ by rounding, in whatever order they are added. */
  private static void assertSame(@Nullable Object actual, @Nullable Object expected) {
    if (expected instanceof Double real) {
      assertThat((Double) actual).isCloseTo(real, within(Math.max(1e-6, Math.abs(real) * 1e-9)));
    } else if (expected instanceof Duration duration) {
      assertThat(((Duration) actual).minus(duration).abs()).isLessThan(Duration.ofNanos(3));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Test
  void onlyTheSameKindsMerge() {
    for (Aggregate one : aggregates()) {
      for (Aggregate other : List.of(Aggregate.countRows(), aggregates().get(2))) {
        if (one.function() != other.function()
            && !(one.function() == Function.COUNT && other.function() == Function.COUNT)) {
          assertThatThrownBy(() -> empty(one).merge(empty(other)))
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @Test
  void bytesThatAreNoPartialAreRefused() {
    byte[] damaged = {0x7F, 0x7F, 0x7F, 0x7F, 0, 0, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F, 0, 0, 0, 0};
    for (Aggregate aggregate : List.of(aggregates().get(2), aggregates().get(11))) {
      assertThatThrownBy(
              () -> empty(aggregate).read(new DataInputStream(new ByteArrayInputStream(damaged))))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aggregatesThatLackWhatTheyNeedAreRefused() {
    for (Function function : Function.values()) {
      boolean alone = function == Function.COUNT;
      if (!alone) {
        assertThatThrownBy(() -> new Aggregate(function, null, 0.5, null, null))
            .as("%s", function)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThatThrownBy(() -> Aggregate.percentile(field("v"), 1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> Aggregate.percentile(field("v"), -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Aggregate.top(field("v"), 0)).hasMessageContaining("top 0");
    assertThatThrownBy(() -> Aggregate.top(field("v"), 101)).hasMessageContaining("101");
    assertThatThrownBy(() -> Aggregate.rate(Duration.ZERO, null)).hasMessageContaining("rate");
    assertThatThrownBy(() -> Aggregate.sessions(Duration.ZERO)).hasMessageContaining("gap");
  }

  @Test
  void aPercentileOverMoreMagnitudesThanItHoldsStaysRightAtTheTop() {
    Aggregate aggregate = Aggregate.percentile(field("v"), 0.99);
    Accumulator percentile = empty(aggregate);
    for (int i = 0; i < 40_000; i++) {
      double value = Math.pow(10, -290 + i * 580.0 / 40_000);
      add(aggregate, percentile, rowOf("s", 1, "v", value));
    }
    add(aggregate, percentile, rowOf("s", 1, "v", Double.NaN));
    double expected = Math.pow(10, -290 + 0.99 * 580);
    assertThat((Double) percentile.result()).isCloseTo(expected, within(expected * 0.05));
  }
}
