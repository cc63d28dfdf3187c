package dev.rearview.engine.expression;

import static dev.rearview.engine.expression.Expression.ArithmeticOperator.ADD;
import static dev.rearview.engine.expression.Expression.ArithmeticOperator.DIVIDE;
import static dev.rearview.engine.expression.Expression.ArithmeticOperator.MULTIPLY;
import static dev.rearview.engine.expression.Expression.ArithmeticOperator.SUBTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.engine.expression.Expression.ArithmeticOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalculationTest {
  private static final Instant TIME = Instant.parse("2024-01-15T15:47:23Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What the four operators give, in the order of add, subtract, multiply, divide. */
  private static void assertGive(@Nullable Object left, @Nullable Object right, Object... results) {
    List<ArithmeticOperator> operators = List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE);
    for (int i = 0; i < results.length; i++) {
      assertThat(Calculation.apply(operators.get(i), left, right))
          .as("%s of %s and %s", operators.get(i), left, right)
          .isEqualTo(results[i]);
    }
  }

  @Test
  void numbers() {
    assertGive(7L, 2L, 9L, 5L, 14L, 3.5);
    assertGive(7L, 0.5, 7.5, 6.5, 3.5, 14.0);
    assertGive(0.5, 7L, 7.5, -6.5, 3.5, 0.5 / 7);
    assertGive("3", 2L, 5L, 1L, 6L, 1.5);
    assertGive(1L, 0L, 1L, 1L, 0L, null);
  }

  @Test
  void wholeNumbersThatOverflowGoOnAsReal() {
    assertGive(Long.MAX_VALUE, 2L, 0x1p63 + 2, (Object) (Long.MAX_VALUE - 2), 0x1p64, 0x1p62);
    assertThat(Calculation.apply(SUBTRACT, Long.MIN_VALUE, 2L)).isEqualTo(-0x1p63);
  }

  @Test
  void whatIsNoNumberGivesNull() {
    assertGive(null, 1L, null, null, null, null);
    assertGive(1L, null, null, null, null, null);
    assertGive("x", 1L, null, null, null, null);
    assertGive(1L, true, null, null, null, null);
  }

  @Test
  void times() {
    assertGive(TIME, MINUTE, TIME.plus(MINUTE), TIME.minus(MINUTE), null, null);
    assertGive(MINUTE, TIME, TIME.plus(MINUTE), null, null, null);
    assertGive(TIME, TIME.minus(MINUTE), null, MINUTE, null, null);
    assertGive(TIME, 1L, null, null, null, null);
    assertGive(1L, TIME, null, null, null, null);
  }

  @Test
  void durations() {
    assertGive(
        MINUTE, Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(30), null, 2.0);
    assertGive(MINUTE, Duration.ZERO, MINUTE, MINUTE, null, null);
    assertGive(MINUTE, 2L, null, null, Duration.ofMinutes(2), Duration.ofSeconds(30));
    assertGive(2L, MINUTE, null, null, Duration.ofMinutes(2), null);
    assertGive(MINUTE, 0L, null, null, Duration.ZERO, null);
    assertGive(MINUTE, "x", null, null, null, null);
  }

  @Test
  void bucketsOfWhatIsNoTimeAreNone() {
    assertThat(Calculation.buckets("x", MINUTE, MINUTE)).isEmpty();
    assertThat(Calculation.buckets(null, MINUTE, MINUTE)).isEmpty();
    assertThat(Calculation.buckets(TIME, MINUTE.multipliedBy(2), MINUTE))
        .containsExactly(
            Instant.parse("2024-01-15T15:46:00Z"), Instant.parse("2024-01-15T15:47:00Z"));
  }
}
