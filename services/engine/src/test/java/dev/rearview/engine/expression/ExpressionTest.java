package dev.rearview.engine.expression;

import static dev.rearview.engine.Rows.compare;
import static dev.rearview.engine.Rows.field;
import static dev.rearview.engine.Rows.is;
import static dev.rearview.engine.Rows.literal;
import static dev.rearview.engine.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rearview.engine.expression.Expression.ArithmeticOperator;
import dev.rearview.engine.expression.Expression.Comparator;
import dev.rearview.engine.pattern.Regex;
import dev.rearview.engine.record.Field;
import dev.rearview.engine.record.LogRecord;
import dev.rearview.engine.template.TemplateMiner;
import dev.rearview.model.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private final LogRecord row =
      row(
          5,
          "n",
          5L,
          "text",
          "timeout after 30ms",
          "trace_id",
          "007",
          "level",
          "error",
          "list",
          List.of("a", 2L));
  private final Expression unknown = is("missing", 1L);
  private final Expression yes = is("n", 5L);
  private final Expression no = is("n", 6L);

  private Object value(Expression expression) {
    return expression.value(row);
  }

  @Test
  void comparisonsWithNullAreNull() {
    assertThat(value(unknown)).isNull();
    assertThat(unknown.holds(row)).isFalse();
    assertThat(value(new Expression.Not(unknown))).isNull();
    assertThat(value(compare(field("missing"), Comparator.NOT_EQUAL, literal(1L)))).isNull();
  }

  @Test
  void andAndOrFollowThreeValuedLogic() {
    assertThat(value(new Expression.And(List.of(unknown, no)))).isEqualTo(false);
    assertThat(value(new Expression.And(List.of(unknown, yes)))).isNull();
    assertThat(value(new Expression.And(List.of(yes, yes)))).isEqualTo(true);
    assertThat(value(new Expression.Or(List.of(unknown, yes)))).isEqualTo(true);
    assertThat(value(new Expression.Or(List.of(unknown, no)))).isNull();
    assertThat(value(new Expression.Or(List.of(no, no)))).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL,false",
    "NOT_EQUAL,true",
    "LESS,true",
    "LESS_OR_EQUAL,true",
    "GREATER,false",
    "GREATER_OR_EQUAL,false"
  })
  void eachComparatorIsWhatItSays(Comparator comparator, boolean expected) {
    assertThat(value(compare(field("n"), comparator, literal(6L)))).isEqualTo(expected);
  }

  @Test
  void idsAreComparedAsText() {
    assertThat(value(is("trace_id", 7L))).isEqualTo(false);
    assertThat(value(is("trace_id", "007"))).isEqualTo(true);
  }

  @Test
  void levelsAreComparedInTheirOrder() {
    assertThat(value(compare(field("level"), Comparator.GREATER_OR_EQUAL, literal(Level.WARN))))
        .isEqualTo(true);
  }

  @Test
  void patternsAreFoundAnywhereAndCaseCounts() {
    assertThat(value(new Expression.Matches(field("text"), Regex.compile("after \\d+ms"), false)))
        .isEqualTo(true);
    assertThat(value(new Expression.Matches(field("text"), Regex.compile("TIMEOUT"), false)))
        .isEqualTo(false);
    assertThat(value(new Expression.Matches(field("text"), Regex.compile("(?i)TIMEOUT"), true)))
        .isEqualTo(false);
    assertThat(value(new Expression.Matches(field("missing"), Regex.compile("x"), true))).isNull();
  }

  @Test
  void containsLooksIntoTextAndLists() {
    assertThat(value(new Expression.Contains(field("text"), literal("after")))).isEqualTo(true);
    assertThat(value(new Expression.Contains(field("list"), literal("2")))).isEqualTo(true);
    assertThat(value(new Expression.Contains(field("list"), literal("b")))).isEqualTo(false);
    assertThat(value(new Expression.StartsWith(field("text"), literal("time")))).isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "timeout%,true",
    "%30ms,true",
    "%out%30%,true",
    "timeout,false",
    "time_ut after 30ms,true",
    "%x%,false",
    "%,true"
  })
  void likeMatchesTheWhole(String pattern, boolean expected) {
    assertThat(value(new Expression.Like(field("text"), new LikePattern(pattern))))
        .isEqualTo(expected);
  }

  @Test
  void likeTakesEscapedSignsLiterally() {
    assertThat(new LikePattern("100\\%").matches("100%")).isTrue();
    assertThat(new LikePattern("100\\%").matches("1000")).isFalse();
    assertThat(new LikePattern("a".repeat(50) + "%b").matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void inFindsEqualValuesAndIsNullWhereOneIsUnknown() {
    assertThat(value(new Expression.In(field("n"), List.of(literal(1L), literal("5")))))
        .isEqualTo(true);
    assertThat(value(new Expression.In(field("n"), List.of(literal(1L), literal(null))))).isNull();
    assertThat(value(new Expression.In(field("n"), List.of(literal(1L))))).isEqualTo(false);
    assertThat(value(new Expression.InSet(field("n"), new ValueSet(Arrays.asList("5", null)))))
        .isEqualTo(true);
    assertThat(value(new Expression.InSet(field("n"), new ValueSet(List.of("6")))))
        .isEqualTo(false);
  }

  @Test
  void betweenIncludesBothEnds() {
    assertThat(value(new Expression.Between(field("n"), literal(5L), literal(7L)))).isEqualTo(true);
    assertThat(value(new Expression.Between(field("n"), literal(6L), literal(null))))
        .isEqualTo(false);
    assertThat(value(new Expression.Between(field("n"), literal(1L), literal(null)))).isNull();
  }

  @Test
  void isNullIsNeverNull() {
    assertThat(value(new Expression.IsNull(field("missing"), false))).isEqualTo(true);
    assertThat(value(new Expression.IsNull(field("n"), true))).isEqualTo(true);
  }

  @Test
  void arithmeticWorksOnNumbersTimesAndDurations() {
    Instant time = Instant.ofEpochSecond(100);
    Duration minute = Duration.ofMinutes(1);
    assertThat(calculate(ArithmeticOperator.ADD, 2L, "3")).isEqualTo(5L);
    assertThat(calculate(ArithmeticOperator.DIVIDE, 3L, 2L)).isEqualTo(1.5);
    assertThat(calculate(ArithmeticOperator.DIVIDE, 3L, 0L)).isNull();
    assertThat(calculate(ArithmeticOperator.MULTIPLY, Long.MAX_VALUE, 2L))
        .isEqualTo(Long.MAX_VALUE * 2.0);
    assertThat(calculate(ArithmeticOperator.SUBTRACT, time, minute))
        .isEqualTo(Instant.ofEpochSecond(40));
    assertThat(calculate(ArithmeticOperator.SUBTRACT, time, Instant.EPOCH))
        .isEqualTo(Duration.ofSeconds(100));
    assertThat(calculate(ArithmeticOperator.MULTIPLY, minute, 2L)).isEqualTo(Duration.ofMinutes(2));
    assertThat(calculate(ArithmeticOperator.DIVIDE, minute, Duration.ofSeconds(30))).isEqualTo(2.0);
    assertThat(calculate(ArithmeticOperator.ADD, minute, 2L)).isNull();
    assertThat(calculate(ArithmeticOperator.ADD, "x", 2L)).isNull();
  }

  private Object calculate(ArithmeticOperator operator, Object left, Object right) {
    return value(new Expression.Arithmetic(operator, literal(left), literal(right)));
  }

  @Test
  void bucketsStartAtMultiplesAndMayOverlap() {
    Expression ts = field("ts");
    LogRecord at125 = row(125);
    Duration minute = Duration.ofMinutes(1);
    assertThat(new Expression.Bucket(ts, minute, minute).value(at125))
        .isEqualTo(Instant.ofEpochSecond(120));
    assertThat(new Expression.Bucket(ts, Duration.ofMinutes(3), minute).starts(at125, Steps.NONE))
        .containsExactly(
            Instant.ofEpochSecond(0), Instant.ofEpochSecond(60), Instant.ofEpochSecond(120));
    assertThatThrownBy(() -> new Expression.Bucket(ts, Duration.ofDays(365), Duration.ofSeconds(1)))
        .hasMessageContaining("more than 1000 buckets");
  }

  @Test
  void captureGivesANamedGroupOrNull() {
    Regex regex = Regex.compile("after (?P<took>\\d+)ms");
    assertThat(regex.groupNames()).containsExactly("took");
    assertThat(value(new Expression.Capture(field("text"), regex, "took"))).isEqualTo("30");
    assertThat(value(new Expression.Capture(literal("none"), regex, "took"))).isNull();
  }

  @Test
  void stepValuesComeFromEarlierSteps() {
    Expression ip = new Expression.StepValue("fails", Field.named("n"));
    assertThat(ip.value(row, step -> step.equals("fails") ? row : null)).isEqualTo(5L);
    assertThat(ip.value(row)).isNull();
  }

  @Test
  void anExpressionNamesTheFieldsThatItReads() {
    Expression both =
        new Expression.And(
            List.of(yes, unknown, new Expression.In(field("text"), List.of(field("n")))));
    assertThat(both.fields()).extracting(Field::name).containsExactly("n", "missing", "text");
  }

  @Test
  void templatesAreMinedFromText() {
    Expression template = new Expression.Template(field("text"), new TemplateMiner());
    assertThat(value(template)).isEqualTo("timeout after <*>");
  }
}
