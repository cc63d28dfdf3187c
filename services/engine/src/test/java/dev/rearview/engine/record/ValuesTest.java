package dev.rearview.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rearview.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void textThatIsANumberCountsAsItAgainstNumbers() {
    assertThat(Values.compare("500", 500L)).isZero();
    assertThat(Values.compare(9L, "10")).isNegative();
    assertThat(Values.compare("10.5", 10L)).isPositive();
    assertThat(Values.compare("1e3", 1000L)).isZero();
    assertThat(Values.compare("abc", 1L)).isNull();
    assertThat(Values.compare("0x10", 16L)).isNull();
    assertThat(Values.compare("1f", 1L)).isNull();
    assertThat(Values.compare("NaN", 1L)).isNull();
  }

  @Test
  void textAgainstTextIsText() {
    assertThat(Values.compare("10", "9")).isNegative();
  }

  @Test
  void largeNumbersCompareExactly() {
    assertThat(Values.compare(9007199254740993L, 9007199254740992L)).isPositive();
    assertThat(Values.compare(9007199254740993L, 9007199254740992.0)).isPositive();
    assertThat(Values.compare(3L, 3.0)).isZero();
  }

  @Test
  void nullComparesToNothing() {
    assertThat(Values.compare(null, 1L)).isNull();
    assertThat(Values.compare("a", null)).isNull();
    assertThat(Values.compare(null, null)).isNull();
  }

  @Test
  void levelsCompareWithTheirNames() {
    assertThat(Values.compare(Level.ERROR, Level.WARN)).isPositive();
    assertThat(Values.compare("warning", Level.ERROR)).isNegative();
    assertThat(Values.compare(Level.INFO, "nonsense")).isNull();
  }

  @Test
  void timesCompareWithEpochMillisecondsAndIsoText() {
    Instant time = Instant.parse("2024-01-15T15:47:23Z");
    assertThat(Values.compare(time, time.toEpochMilli())).isZero();
    assertThat(Values.compare("2024-01-15T15:47:24Z", time)).isPositive();
    assertThat(Values.compare(time, "yesterday")).isNull();
  }

  @Test
  void kindsThatDoNotGoTogetherGiveNull() {
    assertThat(Values.compare(Duration.ofSeconds(1), 1L)).isNull();
    assertThat(Values.compare(true, 1L)).isNull();
    assertThat(Values.compare(true, "TRUE")).isZero();
  }

  @Test
  void numbersSortBeforeTextAndNullsLastInBothDirections() {
    List<Object> values = new ArrayList<>(Arrays.asList("b", null, 10L, "a", 9.5));
    values.sort(Values.order(false));
    assertThat(values).containsExactly(9.5, 10L, "a", "b", null);
    values.sort(Values.order(true));
    assertThat(values).containsExactly("b", "a", 10L, 9.5, null);
  }

  @Test
  void wholeDoublesAreTheSameKeyAsLongs() {
    assertThat(Values.key(5.0)).isEqualTo(Values.key(5L));
    assertThat(Values.key(5.5)).isEqualTo(5.5);
  }

  @Test
  void nestedValuesReadAsJson() {
    assertThat(Values.text(Map.of("a", Arrays.asList(1L, null, "x\"\n"))))
        .isEqualTo("{\"a\":[1,null,\"x\\\"\\n\"]}");
    assertThat(Values.text(5.0)).isEqualTo("5");
  }

  private static final List<Object> OF_ALL_KINDS =
      List.of(
          0L,
          -3L,
          Long.MAX_VALUE,
          9007199254740993L,
          1.5,
          -0.0,
          1e300,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          9007199254740992.0,
          true,
          false,
          Duration.ofSeconds(5),
          Duration.ZERO,
          Instant.EPOCH,
          Instant.parse("2024-01-15T15:47:23Z"),
          Level.DEBUG,
          Level.ERROR,
          "",
          " 12 ",
          "+5",
          ".5",
          "-",
          "0x1F",
          "99999999999999999999",
          "1".repeat(50),
          "error",
          "false",
          "True",
          "2024-01-15T15:47:23Z",
          List.of(1L),
          List.of(),
          Map.of("a", 1L),
          Map.of());

  @Test
  void comparingTheOtherWayRoundIsTheOpposite() {
    for (Object a : OF_ALL_KINDS) {
      for (Object b : OF_ALL_KINDS) {
        Integer forth = Values.compare(a, b);
        Integer back = Values.compare(b, a);
        assertThat(forth == null ? null : (Integer) Integer.signum(forth))
            .as("%s and %s", a, b)
            .isEqualTo(back == null ? null : (Integer) Integer.signum(-back));
      }
      assertThat(Values.compare(a, null)).isNull();
      assertThat(Values.compareAsText(a, null)).isNull();
      assertThat(Values.compareAsText(null, a)).isNull();
      assertThat(Values.compareAsText(a, a)).isZero();
    }
  }

  @Test
  void orderIsTotalOverAllKinds() {
    var order = Values.order(false);
    for (Object a : OF_ALL_KINDS) {
      for (Object b : OF_ALL_KINDS) {
        int forth = Integer.signum(order.compare(a, b));
        assertThat(forth).as("%s and %s", a, b).isEqualTo(-Integer.signum(order.compare(b, a)));
        for (Object c : OF_ALL_KINDS) {
          if (forth <= 0 && order.compare(b, c) <= 0) {
            assertThat(order.compare(a, c)).as("%s, %s, %s", a, b, c).isNotPositive();
          }
        }
      }
    }
    assertThat(order.compare(null, null)).isZero();
  }

  @Test
  void textThatWritesNoNumberIsNone() {
    for (String text :
        List.of("", " ", "-", "+", "1".repeat(41), "x1", "1d", "0x1", "1..2", "--1")) {
      assertThat(Values.number(text)).as(text).isNull();
    }
    assertThat(Values.number("99999999999999999999")).isEqualTo(1e20);
    assertThat(Values.number("-12")).isEqualTo(-12L);
    assertThat(Values.number(true)).isNull();
    assertThat(Values.key(1e16)).isEqualTo(1e16);
    assertThat(Values.key("a")).isEqualTo("a");
  }
}
